import { describe, expect, test } from 'vitest'
import { jobFunction, roleKind } from '../../../src/core/hiring/function.ts'
import { levelOf } from '../../../src/core/hiring/level.ts'

describe('the level of a title', () => {
  test.each([
    ['Marketing Intern', 'intern'],
    ['International Tax Analyst', 'unknown'],
    ['Software Engineer II', 'mid'],
    ['Software Engineer III', 'senior'],
    ['Senior Product Manager', 'senior'],
    ['Product Manager', 'mid'],
    ['Engineering Manager', 'manager'],
    ['Senior Director of Sales', 'director'],
    ['Art Director', 'unknown'],
    ['VP, Revenue', 'executive'],
    ['Chief of Staff', 'unknown'],
    ['Chief Revenue Officer', 'executive'],
    ['Executive Assistant to the CEO', 'unknown'],
    ['Head of Security', 'executive'],
    ['Staff Software Engineer', 'staff'],
    ['Principal Designer', 'principal'],
    ['Team Lead, Support', 'lead'],
    ['Leadership Coach', 'unknown'],
    ['Junior Accountant', 'junior'],
    ['Account Executive', 'unknown'],
    ['Warehouse Worker, 4 days', 'unknown'],
  ])('%s is %s', (title, level) => {
    expect(levelOf(title)).toBe(level)
  })
})

describe('the function of a title', () => {
  test.each([
    ['Account Executive, Benelux', 'sales'],
    ['Accountant', 'finance'],
    ['Partnerships Accountant', 'finance'],
    ['Executive Assistant, Machine Learning', 'operations'],
    ['Patient Care Technician', 'general'],
    ['Field Technician', 'operations'],
    ['Platform Engineer', 'engineering'],
    ['Platform Management Analyst', 'general'],
    ['Sales Engineer', 'sales'],
    ['IT Recruiter', 'people'],
    ['Customer Success Manager', 'customer'],
    ['Product Marketing Manager', 'marketing'],
    ['Security Engineer', 'security'],
    ['Security Guard', 'general'],
    ['Data Engineer', 'data'],
    ['Data Center Technician', 'operations'],
    ['Across-the-board Helper', 'general'],
    ['Product Designer', 'product'],
    ['Backend Developer', 'engineering'],
    ['Legal Counsel', 'legal'],
    ['System Administrator', 'it'],
    ['Italian Teacher', 'general'],
    ['Managing Director', 'executive'],
  ])('%s is %s', (title, name) => {
    expect(jobFunction(title)).toBe(name)
  })

  test('the department answers where the title does not', () => {
    expect(jobFunction('Specialist', 'Sales')).toBe('sales')
    expect(jobFunction('Data Engineer', 'Sales')).toBe('data')
  })
})

test('kinds of role are named, everyday roles are not', () => {
  expect(roleKind('Head of RevOps')).toBe('revenue operations')
  expect(roleKind('Senior Security Engineer')).toBe('security')
  expect(roleKind('Account Executive')).toBeNull()
})

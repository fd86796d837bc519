import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { WebContext } from './context.ts'

/** `__Host-` binds the cookie to this very host over https; on plain http, loopback only, browsers refuse that name. */
const isSecure = (c: WebContext): boolean => c.var.app.baseUrl.startsWith('https://')
const nameOf = (c: WebContext, what = 'session'): string => `${isSecure(c) ? '__Host-' : ''}daybreak_${what}`
const attributesOf = (c: WebContext) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) }) as const

export const sessionToken = (c: WebContext): string | null => getCookie(c, nameOf(c)) ?? null

export const keepSession = (c: WebContext, token: string, lastsMs: number): void =>
  setCookie(c, nameOf(c), token, { ...attributesOf(c), maxAge: Math.floor(lastsMs / 1000) })

export const dropSession = (c: WebContext): void => void deleteCookie(c, nameOf(c), attributesOf(c))

/** Whoever is half way in, between password or link and the code of their app. */
export const stepIn = (c: WebContext): string => getCookie(c, nameOf(c, 'step')) ?? ''
export const keepStep = (c: WebContext, step: string, lastsMs: number): void =>
  setCookie(c, nameOf(c, 'step'), step, { ...attributesOf(c), sameSite: 'Strict', maxAge: Math.floor(lastsMs / 1000) })
export const dropStep = (c: WebContext): void => void deleteCookie(c, nameOf(c, 'step'), attributesOf(c))

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeOf = (c: WebContext): Theme => themes.find((theme) => theme === getCookie(c, 'theme')) ?? 'auto'
export const keepTheme = (c: WebContext, theme: Theme): void =>
  setCookie(c, 'theme', theme, { ...attributesOf(c), httpOnly: false, maxAge: 365 * 24 * 3600 })

/** Milliseconds this process has spent on a processor: what hostile input may cost, whatever else the machine does. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

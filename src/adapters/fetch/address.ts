import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

// RFC 6890 and the IANA special-purpose registries: everything that is not a host on the public internet.
const special4 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special4.addSubnet(network, prefix)
}

// Of IPv6 only global unicast is public: this leaves out loopback, v4-mapped, NAT64, ULA, link-local and multicast.
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
// Teredo and its kin, documentation, 6to4: global in form, and able to carry a private IPv4 address inside.
const special6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special6.addSubnet(network, prefix, 'ipv6')
}

/** Whether an IP address, in canonical form, is a host on the public internet. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  if (isIP(plain) === 4) return !special4.check(plain)
  return isIP(plain) === 6 && global6.check(plain, 'ipv6') && !special6.check(plain, 'ipv6')
}

export class PrivateAddress extends Error {
  readonly code = 'EPRIVATE'
}

/**
 * A resolver that fails when a name has any address that is not public (but the one excepted). The socket connects to the very addresses
 * that were checked, so a name that changes its mind between check and connection gains nothing.
 */
export const publicLookup =
  (resolve: LookupFunction = lookup, except: string | null = null): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = Array.isArray(found) ? found : []
      const hidden = addresses.find(({ address }) => address !== except && !isPublicAddress(address))
      if (hidden) return callback(new PrivateAddress(`${hostname} is at ${hidden.address}`), [])
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
    })
  }

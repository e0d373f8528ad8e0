import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

/** Has a browser opened at the address, and gives the one at which it comes back. */
export async function browse(address) {
  console.log(JSON.stringify({ open: address }))
  const { value } = await lines.next()
  return new URL(value)
}

export function done(result) {
  console.log(JSON.stringify({ done: result }))
  process.exit(0)
}

/** What the test says of the client. */
export const [issuer, clientId, clientSecret, redirectUri] = process.argv.slice(2)

import * as client from 'openid-client'
import { browse, clientId, clientSecret, done, issuer, redirectUri } from './talk.mjs'

// What stands for the secret is the private key of the client.
const key = await crypto.subtle.importKey(
  'jwk', JSON.parse(clientSecret), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
const config = await client.discovery(
  new URL(issuer), clientId, { id_token_signed_response_alg: 'ES256' }, client.PrivateKeyJwt(key),
  { execute: [client.allowInsecureRequests] })
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const nonce = client.randomNonce()
const pushed = await client.buildAuthorizationUrlWithPAR(config, {
  redirect_uri: redirectUri,
  scope: 'openid profile offline_access',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
}, { DPoP })
const back = await browse(pushed.href)

const tokens = await client.authorizationCodeGrant(config, back, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
}, undefined, { DPoP })
const { sub } = tokens.claims()
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP })
const user = await client.fetchUserInfo(config, refreshed.access_token, sub, { DPoP })
let bare = 'taken'
try {
  await client.fetchUserInfo(config, refreshed.access_token, sub)
} catch (refused) {
  bare = 'refused'
}
done({ sub, username: user.preferred_username, type: tokens.token_type, bare,
  rotated: refreshed.refresh_token !== undefined && refreshed.refresh_token !== tokens.refresh_token })

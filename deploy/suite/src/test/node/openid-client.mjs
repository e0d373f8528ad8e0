import * as client from 'openid-client'
import { browse, clientId, clientSecret, done, issuer, redirectUri } from './talk.mjs'

const config = await client.discovery(
  new URL(issuer), clientId, undefined, client.ClientSecretBasic(clientSecret),
  { execute: [client.allowInsecureRequests] })

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const nonce = client.randomNonce()
const back = await browse(client.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: 'openid profile email offline_access',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
}).href)

const tokens = await client.authorizationCodeGrant(config, back, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
})
const { sub } = tokens.claims()
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
const user = await client.fetchUserInfo(config, refreshed.access_token, sub)
const before = await client.tokenIntrospection(config, refreshed.access_token)
await client.tokenRevocation(config, refreshed.refresh_token)
const after = await client.tokenIntrospection(config, refreshed.access_token)
done({ sub, email: user.email, rotated: refreshed.refresh_token !== tokens.refresh_token,
  active: before.active, activeOnceRevoked: after.active })

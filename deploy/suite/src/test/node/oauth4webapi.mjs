import * as oauth from 'oauth4webapi'
import { browse, clientId, done, issuer, redirectUri } from './talk.mjs'

const http = { [oauth.allowInsecureRequests]: true }
const as = await oauth.processDiscoveryResponse(
  new URL(issuer), await oauth.discoveryRequest(new URL(issuer), http))
const client = { client_id: clientId }
const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const ask = new URL(as.authorization_endpoint)
for (const [name, value] of Object.entries({
  client_id: clientId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid profile offline_access',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
})) {
  ask.searchParams.set(name, value)
}

const answer = oauth.validateAuthResponse(as, client, await browse(ask.href), state)
const response = await oauth.authorizationCodeGrantRequest(
  as, client, oauth.None(), answer, redirectUri, verifier, http)
const tokens = await oauth.processAuthorizationCodeResponse(
  as, client, response, { expectedNonce: nonce, requireIdToken: true })
await oauth.validateApplicationLevelSignature(as, response, http)
const { sub } = oauth.getValidatedIdTokenClaims(tokens)
const refreshed = await oauth.processRefreshTokenResponse(as, client,
  await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token, http))
const user = await oauth.processUserInfoResponse(as, client, sub,
  await oauth.userInfoRequest(as, client, refreshed.access_token, http))
done({ sub, username: user.preferred_username, rotated: refreshed.refresh_token !== tokens.refresh_token })

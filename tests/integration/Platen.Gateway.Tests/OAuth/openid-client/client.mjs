// Plays a program, and the browser of its user, against the OAuth server, by the certified library openid-client. Prints what it did; ends with an error if anything is not as the RFCs say.
import assert from 'node:assert/strict'
import * as oauth from 'openid-client'

const { ISSUER, COOKIE, WEB_ID, WEB_SECRET, NATIVE_ID, TERMINAL_ID, TERMINAL_SECRET, SERVICE_ID, SERVICE_KEY } = process.env
const redirect = 'https://app.example.com/callback'

async function page(url, form) {
  const headers = { cookie: COOKIE, 'sec-fetch-site': 'same-origin', accept: 'text/html' }
  const answer = await fetch(url, { method: form ? 'POST' : 'GET', body: form ? new URLSearchParams(form) : undefined, headers, redirect: 'manual' })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

async function api(token, path) {
  return (await fetch(new URL(path, ISSUER), { headers: { authorization: `Bearer ${token}` } })).status
}

async function agree(config, redirectUri, scope) {
  const verifier = oauth.randomPKCECodeVerifier()
  const state = oauth.randomState()
  const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope, state, code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' })
  const asked = await page(url)
  assert.equal(asked.status, 200, asked.text)
  const answered = await page(url, { answer: 'yes' })
  assert.equal(answered.status, 303, answered.text)
  return oauth.authorizationCodeGrant(config, new URL(answered.location), { pkceCodeVerifier: verifier, expectedState: state })
}

const refused = (code) => (error) => { assert.equal(error.error, code, error.stack); return true }
const discover = (id, secret, authentication) => oauth.discovery(new URL(ISSUER), id, secret, authentication, { algorithm: 'oauth2' })

// discovery, code with PKCE, the access token at the API, refresh, introspection, revocation: a web application with a secret
const web = await discover(WEB_ID, WEB_SECRET, oauth.ClientSecretBasic(WEB_SECRET))
assert.equal(web.serverMetadata().issuer, ISSUER)
assert.equal(web.serverMetadata().supportsPKCE(), true)
let tokens = await agree(web, redirect, 'own-jobs own-profile')
assert.equal(tokens.token_type, 'bearer')
assert.equal(tokens.expires_in, 1200)
assert.equal(await api(tokens.access_token, '/api/v1/jobs'), 200)
assert.equal(await api(tokens.access_token, '/api/v1/ledger'), 403)
tokens = await oauth.refreshTokenGrant(web, tokens.refresh_token, { scope: 'own-jobs' })
assert.equal(tokens.scope, 'own-jobs')
let about = await oauth.tokenIntrospection(web, tokens.access_token)
assert.equal(about.active, true)
assert.equal(about.client_id, WEB_ID)
assert.equal(about.scope, 'own-jobs')
await oauth.tokenRevocation(web, tokens.refresh_token)
assert.equal((await oauth.tokenIntrospection(web, tokens.access_token)).active, false)
assert.equal(await api(tokens.access_token, '/api/v1/jobs'), 401)
await assert.rejects(oauth.refreshTokenGrant(web, tokens.refresh_token), refused('invalid_grant'))
console.log('web: discovery, code, refresh, introspection, revocation')

// a native program: no secret, a loopback address at a port of the moment (RFC 8252)
const native = await discover(NATIVE_ID, undefined, oauth.None())
tokens = await agree(native, 'http://127.0.0.1:51234/callback', 'own-jobs')
assert.equal(await api(tokens.access_token, '/api/v1/jobs'), 200)
console.log('native: loopback port, code, API')

// the user says no: the library holds state and issuer (RFC 9207) of the error too
const verifier = oauth.randomPKCECodeVerifier()
const url = oauth.buildAuthorizationUrl(native, { redirect_uri: 'http://127.0.0.1:51234/callback', scope: 'own-jobs', state: 's', code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' })
const denied = await page(url, { answer: 'no' })
await assert.rejects(oauth.authorizationCodeGrant(native, new URL(denied.location), { pkceCodeVerifier: verifier, expectedState: 's' }), refused('access_denied'))
console.log('native: the user says no')

// a terminal: device authorization while its user answers in the browser, its own name, and a token for a token
const terminal = await discover(TERMINAL_ID, TERMINAL_SECRET, oauth.ClientSecretPost(TERMINAL_SECRET))
const device = await oauth.initiateDeviceAuthorization(terminal, { scope: 'own-jobs' })
assert.match(device.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
assert.equal(device.interval, 5)
const shown = await page(device.verification_uri_complete)
assert.match(shown.text, new RegExp(device.user_code))
assert.match(shown.text, /Own jobs/)
const answered = await page(device.verification_uri, { user_code: device.user_code.toLowerCase().replace('-', ' '), answer: 'yes' })
assert.equal(answered.status, 200, answered.text)
tokens = await oauth.pollDeviceAuthorizationGrant(terminal, device)
assert.equal(await api(tokens.access_token, '/api/v1/jobs'), 200)
const own = await oauth.clientCredentialsGrant(terminal, { scope: 'read-devices' })
assert.equal(await api(own.access_token, '/api/v1/devices'), 200)
assert.equal(await api(own.access_token, '/api/v1/users'), 403)
const type = 'urn:ietf:params:oauth:token-type:access_token'
const acting = await oauth.genericGrantRequest(terminal, 'urn:ietf:params:oauth:grant-type:token-exchange', {
  subject_token: tokens.access_token, subject_token_type: type, actor_token: own.access_token, actor_token_type: type, scope: 'own-jobs',
})
assert.equal(acting.issued_token_type, type)
assert.equal(await api(acting.access_token, '/api/v1/jobs'), 200)
about = await oauth.tokenIntrospection(terminal, acting.access_token)
assert.deepEqual(about.act, { sub: TERMINAL_ID })
console.log('terminal: device code, client credentials, token exchange')

// a service that keeps no secret here at all: it signs (RFC 7523)
const pem = Buffer.from(SERVICE_KEY.replace(/-----[^-]+-----|\s/g, ''), 'base64')
const key = await crypto.subtle.importKey('pkcs8', pem, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
const service = await discover(SERVICE_ID, undefined, oauth.PrivateKeyJwt(key))
const signed = await oauth.clientCredentialsGrant(service, { scope: 'read-devices' })
assert.equal(await api(signed.access_token, '/api/v1/devices'), 200)
assert.equal((await oauth.tokenIntrospection(service, signed.access_token)).active, true)
console.log('service: private_key_jwt')

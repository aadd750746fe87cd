// The certified oidc-provider behind https. Arguments: port, certificate, key, redirect address. One confidential client; its built-in forms take any password.
import crypto from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import { Provider } from 'oidc-provider';

const [port, certificate, key, redirect] = process.argv.slice(2);
const person = (id, name, groups) => ({ sub: id, email: `${id}@peers.test`, email_verified: true, name, preferred_username: id, groups });
const users = {
  alice: person('alice', 'Alice Müller', ['printers-admins', 'staff']),
  carol: person('carol', 'Carol', ['staff']),
  dora: person('dora', 'Dora', ['staff']),
  'mallory-aud': person('mallory-aud', 'Mallory', ['staff']),
  'mallory-iss': person('mallory-iss', 'Mallory', ['staff']),
};
const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const provider = new Provider(`https://127.0.0.1:${port}`, {
  clients: [{ client_id: 'platen', client_secret: 'platen-secret: with / marks', redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'], groups: ['groups'] },
  scopes: ['openid', 'email', 'profile', 'groups'],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] },
  pkce: { required: () => true },
  findAccount: (context, id) => users[id] && { accountId: id, claims: async () => users[id] },
  cookies: { keys: ['a test\'s key'] },
  features: { devInteractions: { enabled: true } },
});

// What a broken or bought provider would say: the token of somebody named mallory is for another client, or from another issuer, and signed all the same with the provider's own key.
const wrong = { 'mallory-aud': { aud: 'another-client' }, 'mallory-iss': { iss: 'https://evil.test' } };
provider.use(async (context, next) => {
  await next();
  if (context.path !== '/token' || !context.body?.id_token) return;
  const [head, body] = context.body.id_token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url'));
  if (!wrong[claims.sub]) return;
  const text = `${head}.${Buffer.from(JSON.stringify({ ...claims, ...wrong[claims.sub] })).toString('base64url')}`;
  context.body = { ...context.body, id_token: `${text}.${crypto.sign('sha256', Buffer.from(text), privateKey).toString('base64url')}` };
});
https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));

// oidc-provider as a peer of the benchmark: one client, users by name alone, all of it kept in this process' memory.
// PORT and CLIENT_SECRET come from the environment.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const CLIENT = 'bench';
const REDIRECT_URI = 'http://127.0.0.1:9999/callback';
const RESOURCE = 'urn:bench:api';
const port = Number(process.env.PORT);
const issuer = `http://127.0.0.1:${port}`;

// Its own adapter keeps a thousand entries at most, and takes longer the more tokens a grant has had.
const kept = new Map();
const uids = new Map();
const grants = new Map();

class Memory {
  constructor(kind) {
    this.kind = kind;
  }

  key(id) {
    return `${this.kind}:${id}`;
  }

  async upsert(id, payload, expiresIn) {
    const key = this.key(id);
    kept.set(key, { payload, end: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    if (payload.uid) {
      uids.set(payload.uid, id);
    }
    if (payload.grantId) {
      const members = grants.get(payload.grantId) ?? new Set();
      grants.set(payload.grantId, members.add(key));
    }
  }

  async find(id) {
    const found = kept.get(this.key(id));
    return found && found.end > Date.now() ? found.payload : undefined;
  }

  async findByUid(uid) {
    return this.find(uids.get(uid));
  }

  async consume(id) {
    kept.get(this.key(id)).payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    kept.delete(this.key(id));
  }

  async revokeByGrantId(grantId) {
    for (const key of grants.get(grantId) ?? []) {
      kept.delete(key);
    }
    grants.delete(grantId);
  }
}

function key(type, options, alg) {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig' };
}

const provider = new Provider(issuer, {
  adapter: Memory,
  clients: [
    {
      client_id: CLIENT,
      client_secret: process.env.CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  // As Gatehouse signs: access tokens by ES256, ID tokens by RS256.
  jwks: { keys: [key('ec', { namedCurve: 'P-256' }, 'ES256'), key('rsa', { modulusLength: 2048 }, 'RS256')] },
  cookies: { keys: ['the cookies of a benchmark'] },
  scopes: ['openid', 'notes:read'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    // The access token of a client for itself is a JWT where it names the resource; one without is opaque.
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: 'notes:read',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 300,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  ttl: { AccessToken: 300, ClientCredentials: 300, RefreshToken: 600, Session: 3600, Grant: 3600, Interaction: 60 },
  issueRefreshToken: (context, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  // Whatever is asked for is allowed, once for each request: a grant that all share would grow for ever.
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
});

const serve = provider.callback();

// Whoever is hinted at is signed in: it has no passwords of its own.
async function signIn(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  await provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
}

setInterval(() => {
  const now = Date.now();
  for (const [id, entry] of kept) {
    if (entry.end <= now) {
      kept.delete(id);
    }
  }
}, 30_000).unref();

createServer((request, response) => {
  if (request.url.startsWith('/interaction/')) {
    signIn(request, response).catch((problem) => {
      console.error(problem);
      response.writeHead(500).end();
    });
  } else {
    serve(request, response);
  }
}).listen(port, '127.0.0.1');

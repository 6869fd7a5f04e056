import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import samlp from 'samlp';
import { secretsEqual } from '../../src/platform/secrets.ts';
import { demoOutsider, demoPassword, demoPeople } from '../demo-organization.ts';
import { answer, checkRequest, type RequestFields, RequestProblem } from './answer-request.ts';
import { type ServiceProvider, serviceProviderAt } from './service-provider.ts';
import type { DemoSettings } from './settings.ts';

const people = [...demoPeople, demoOutsider];
const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The demo identity provider: it asks who somebody is, every time, and answers with a signed response. */
export function createDemoIdentityProvider(
  settings: DemoSettings,
  keyPair: { privateKey: string; certificate: string },
): Express {
  const entityId = `${settings.url}/metadata`;
  const serviceProvider = serviceProviderAt(settings.serviceProviderMetadataUrl);
  const app = express();
  app.set('views', folder('views')).set('view engine', 'ejs').disable('x-powered-by');
  app.use('/assets', express.static(folder('assets')), securityHeaders(serviceProvider));
  app.use(securityHeaders(serviceProvider), express.urlencoded({ extended: false, limit: '256kb' }));

  app.get('/metadata', metadata(entityId, keyPair.certificate));
  app.get('/', (_req, res) => res.render('home', { people }));
  const ask: RequestHandler = async (req, res) => {
    const fields = fieldsOf({ ...req.query, ...req.body });
    await checkRequest(fields, await serviceProvider());
    res.render('sign-in', { people, fields, userName: '', problem: '' });
  };
  app.get('/sso', ask);
  app.post('/sso', ask);
  app.post('/sign-in', async (req, res) => {
    const fields = fieldsOf(req.body);
    const sp = await serviceProvider();
    const inResponseTo = await checkRequest(fields, sp);
    const userName = String(req.body.userName ?? '');
    const person = people.find((candidate) => candidate.userName === userName);
    if (!person || !secretsEqual(String(req.body.password ?? ''), demoPassword)) {
      return res.status(401).render('sign-in', {
        people,
        fields,
        userName,
        problem: 'This user name and password do not match.',
      });
    }
    const samlResponse = await answer({ person, sp, inResponseTo, issuer: entityId, keyPair });
    res.render('answer', { acsUrl: sp.acsUrl, samlResponse, relayState: fields.RelayState ?? '' });
  });
  app.use(problems);
  return app;
}

const metadata = (issuer: string, cert: string): RequestHandler =>
  samlp.metadata({
    issuer,
    cert,
    redirectEndpointPath: '/sso',
    postEndpointPath: '/sso',
    logoutEndpointPaths: {},
  });

function fieldsOf(source: Record<string, unknown>): RequestFields {
  const names = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (typeof source[name] === 'string' ? [[name, source[name]]] : [])),
  );
}

/** Forms may also lead to the service provider; nothing runs or looks inline. */
const securityHeaders =
  (serviceProvider: () => Promise<ServiceProvider>): RequestHandler =>
  async (req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    const acs = req.method === 'POST' ? [new URL((await serviceProvider()).acsUrl).origin] : [];
    const own = ["'self'"];
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'style-src': own,
          'script-src': own,
          'img-src': own,
          'form-action': [...own, ...acs],
          'frame-ancestors': ["'none'"],
          'base-uri': ["'none'"],
        },
      },
      strictTransportSecurity: false,
    })(req, res, next);
  };

const problems: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const isTheirs = error instanceof RequestProblem;
  if (!isTheirs) console.error(error);
  res
    .status(isTheirs ? 400 : 500)
    .render('problem', { message: isTheirs ? error.message : 'Something went wrong here.' });
};

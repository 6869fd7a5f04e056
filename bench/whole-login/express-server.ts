import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import express from 'express';
import session from 'express-session';
import { acsUrl, entityId } from '../company.ts';
import { serve } from './measured-server.ts';

declare module 'express-session' {
  interface SessionData {
    userName?: string | undefined;
  }
}

/** The least that logs somebody in by Express and node-saml; everything it remembers is in memory. */
const saml = new SAML({
  idpCert: process.env.BENCH_CERTIFICATE ?? '',
  issuer: entityId,
  callbackUrl: acsUrl,
  wantAuthnResponseSigned: false,
  validateInResponseTo: ValidateInResponseTo.always,
});
const app = express();
app.use(session({ secret: 'a secret of at least 32 characters', resave: false, saveUninitialized: false }));
app.post(
  '/saml/northwind/acs',
  express.urlencoded({ extended: false, limit: '400kb' }),
  async (req, res, next) => {
    const { profile } = await saml.validatePostResponseAsync(req.body);
    req.session.regenerate((error) => {
      if (error) return next(error);
      req.session.userName = profile?.nameID;
      res.redirect(303, '/northwind/accounts');
    });
  },
);

serve(app, (requestId) => saml.cacheProvider.saveAsync(requestId, new Date().toISOString()));

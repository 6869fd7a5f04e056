import { Router } from 'express';

/** The root of the site: people who forgot the address of their login page find it by the space's name. */
export function homePage(): Router {
  const router = Router();
  router.get('/', (_req, res) => res.render('home', { spaces: [] }));
  router.get('/login', (req, res) => {
    const name = String(req.query.name ?? '')
      .trim()
      .toLowerCase();
    res.redirect(303, /^[a-z0-9-]{2,64}$/.test(name) ? `/${name}/login` : '/');
  });
  return router;
}

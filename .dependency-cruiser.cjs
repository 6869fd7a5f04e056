/** Who may import whom. Read it as the architecture; `npm run check` enforces it. */
const domains = ['policy', 'cam', 'organization', 'sts', 'identity-center']; // each may use those before it

const mayOnlyImport = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|demo)/', pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    mayOnlyImport('platform', '^src/platform/', [], 'Knows no business words.'),
    mayOnlyImport('action', '^src/action/', ['^src/platform/'], 'How actions run does not depend on which actions exist.'),
    mayOnlyImport('domain', '^src/domain/', ['^src/action/', '^src/platform/'], 'Rules do not know how they were asked.'),
    mayOnlyImport(
      'doors',
      '^src/doors/',
      ['^src/action/', '^src/domain/', '^src/catalogue', '^src/platform/(clock|random|log|network|settings|origin|window-count)\\.ts$', '^src/platform/(sessions|jobs)/'],
      'Doors translate.',
    ),
    {
      name: 'doors-never-query',
      severity: 'error',
      comment: 'A door that queries grows a rule that the other doors lack.',
      from: { path: '^src/doors/' },
      to: { path: '-queries\\.ts$|^src/platform/database' },
    },
    {
      name: 'one-door-does-not-know-another',
      severity: 'error',
      comment: 'What two doors share lies in src/doors itself.',
      from: { path: '^src/doors/([^/]+)/' },
      to: { path: '^src/doors/[^/]+/', pathNot: '^src/doors/$1/' },
    },
    {
      name: 'domains-meet-at-the-index',
      severity: 'error',
      comment: 'Another domain shows only what its index.ts shows.',
      from: { path: '^src/domain/([^/]+)/' },
      to: { path: '^src/domain/', pathNot: ['^src/domain/$1/', '^src/domain/[^/]+/index\\.ts$'] },
    },
    ...domains.map((domain, place) => ({
      name: `${domain}-does-not-look-up`,
      severity: 'error',
      from: { path: `^src/domain/${domain}/` },
      to: { path: `^src/domain/(${domains.slice(place + 1).join('|') || 'nothing-above'})/` },
    })),
    {
      name: 'web-libraries-stay-at-the-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(doors/|app\\.ts$|main\\.ts$|product\\.ts$)' },
      to: { path: 'node_modules/(express|ejs|passport|express-session|helmet|cookie-parser|csrf-csrf|express-rate-limit)/' },
    },
    {
      name: 'node-saml-stays-in-the-platform',
      severity: 'error',
      from: { path: '^(src|demo)/', pathNot: '^src/platform/saml/' },
      to: { path: 'node_modules/@node-saml/' },
    },
    {
      name: 'the-demo-is-not-the-product',
      severity: 'error',
      comment: 'Only main.ts starts the demo.',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^demo/' },
    },
    {
      name: 'no-development-dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

// Follows the system's light or dark look while the reader has chosen "automatic".
const preference = window.matchMedia('(prefers-color-scheme: dark)');
const follow = () =>
  document.documentElement.setAttribute('data-bs-theme', preference.matches ? 'dark' : 'light');
preference.addEventListener('change', follow);
follow();

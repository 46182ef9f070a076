// What a phone or a desk needs to keep the page as an app.
const icon = (name, size, purpose) => ({ src: `icons/${name}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose });

export const manifest = {
  id: './',
  name: 'Earnest: see what every order earns',
  short_name: 'Earnest',
  description: 'Points, tiers, rebates and rewards of B2B loyalty programs, computed and explained on your device.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f6f5f1',
  theme_color: '#0b5d4b',
  categories: ['business', 'shopping'],
  icons: [
    icon('icon-192', 192, 'any'),
    icon('icon-512', 512, 'any'),
    icon('maskable-192', 192, 'maskable'),
    icon('maskable-512', 512, 'maskable'),
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    { name: 'Account', url: './#account', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'Rules', url: './#rules', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
  ],
};

import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Page } from './react-page.jsx';

hydrateRoot(
  document.querySelector('main'),
  <StrictMode>
    <Page server={new URLSearchParams(location.search).get('server')} />
  </StrictMode>,
  { onRecoverableError: (error) => console.error(`mismatch: ${error.message}`) },
);

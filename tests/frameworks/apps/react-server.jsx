import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { Page } from './react-page.jsx';

/** The page as a server renders it. */
export const html = (server) =>
  renderToString(
    <StrictMode>
      <Page server={server} />
    </StrictMode>,
  );

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { TextProvider } from '../ui/text.tsx';
import './provider-return.ts';
import { makeRouter } from './router.tsx';
import { SessionProvider } from './session.tsx';
import './base.css';
import './parts.css';
import './shell.css';
import './print.css';

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });
const router = makeRouter(queries);

function draw() {
  const node = document.getElementById('root');
  if (!node) return;
  createRoot(node).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <TextProvider>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

// What an old browser lacks comes before anything is drawn; one that is too old has been told so (public/browser.js).
if (document.documentElement.hasAttribute('data-too-old')) queries.clear();
else if ('toSorted' in Array.prototype) draw();
else void import('./old-browsers.ts').then(draw);

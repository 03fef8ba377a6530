import './styles/index.css';
import { config } from 'zod';
import { allowOwnStyles } from './lib/style-nonce.ts';

allowOwnStyles(document);
// Compiling schemas at run time is what the content security policy forbids.
config({ jitless: true });

// Only now: some libraries add their style sheet as soon as they are loaded.
const { startApp } = await import('./app/start-app.tsx');
startApp(document);

import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { InterviewPrepWidget } from '@interview-prep/widget/react';
import { fetchToken, practice, server } from './practice.js';

function Page() {
  const [settings, setSettings] = useState({ title: 'Night Porter', mode: 'inline', server });
  const [, setCount] = useState(0);
  practice.renders += 1;
  practice.render = () => setCount((count) => count + 1);
  practice.set = (changed) => setSettings((before) => ({ ...before, ...changed }));
  return settings.gone ? (
    <p>Gone</p>
  ) : (
    <InterviewPrepWidget
      key={settings.key}
      server={settings.server}
      candidate={settings.person}
      className="wide"
      mode={settings.mode}
      label={`Practise for ${settings.title}`}
      posting={settings.title && { kind: 'text', title: settings.title, text: 'Requirements\n- Night shifts.' }}
      messages={{ 'start.begin': 'Let us start' }}
      getClientToken={() => fetchToken(settings.person)}
      onReady={() => {
        practice.ready += 1;
        setCount((count) => count + 1);
      }}
      onMessage={() => (practice.sentAt = practice.renders)}
    />
  );
}

createRoot(document.querySelector('main')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);

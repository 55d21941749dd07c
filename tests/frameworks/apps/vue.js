import '@interview-prep/widget/define';
import { createApp, ref } from 'vue';
import { fetchToken, practice, server } from './practice.js';

const app = createApp({
  setup() {
    const settings = ref({ title: 'Night Porter', mode: 'inline', server });
    const count = ref(0);
    practice.render = () => (count.value += 1);
    practice.set = (changed) => Object.assign(settings.value, changed);
    return { settings, count, counted: () => void (practice.renders += 1), fetchToken, practice };
  },
  template: `<p>{{ count }}{{ counted() }}</p>
    <interview-prep v-if="!settings.gone" class="wide" :key="settings.key" :server="settings.server"
      :candidate="settings.person" :mode="settings.mode" :label="'Practise for ' + settings.title"
      :posting="settings.title && { kind: 'text', title: settings.title, text: 'Requirements\\n- Night shifts.' }"
      :messages="{ 'start.begin': 'Let us start' }" :getClientToken="() => fetchToken(settings.person)"
      @ip-ready="() => { practice.ready += 1; count += 1 }" @ip-message="() => practice.sentAt = practice.renders" />`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag === 'interview-prep';
app.mount('main');

import type { EmbedConfig, InterviewPrep } from '@interview-prep/sdk';
import type { ChatController } from '../../controllers/chat-controller.ts';
import type { KeyValueStore } from '../../controllers/host.ts';
import type { SessionController } from '../../controllers/session-controller.ts';
import type { Msg } from '../../localization/localizer.ts';

/** Where the candidate looks. The résumé stands in front of the coach. */
export type Screen = 'coach' | 'document' | 'resume';

/** What the element itself offers to its parts. */
export interface AppHost {
  readonly client: InterviewPrep;
  readonly storage: KeyValueStore;
  readonly session: SessionController;
  readonly msg: Msg;
  readonly locale: string;
  readonly shadowRoot: ShadowRoot | null;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  dispatchEvent(event: Event): boolean;
  addEventListener(type: string, listener: (event: Event) => void, options?: AddEventListenerOptions): void;
  /** Forgets chat and candidate of this page and shows the first screen. */
  reset(): void;
  /** Puts the focus where the candidate goes on. */
  focus(): void;
}

/** What a part of the room may know and do; each is handed this and nothing of its neighbours. */
export interface PracticeContext {
  readonly host: AppHost;
  readonly client: InterviewPrep;
  readonly storage: KeyValueStore;
  readonly session: SessionController;
  readonly config: EmbedConfig | undefined;
  readonly chat: ChatController;
  readonly msg: Msg;
  readonly locale: string;
  readonly screen: Screen;
  readonly shadowRoot: ShadowRoot | null;
  requestUpdate(): void;
  dispatchEvent(event: Event): boolean;
  /** Sends words of the candidate as if they had been typed. */
  send(text: string): void;
  /** Turns to another screen; a preparation document may be named. */
  show(screen: Screen, prepId?: string): void;
  focus(): void;
}

import type { EmbedConfig, InterviewPrep } from '@interview-prep/sdk';
import type { ChatController } from '../../controllers/chat-controller.ts';
import type { KeyValueStore } from '../../controllers/host.ts';
import type { SessionController } from '../../controllers/session-controller.ts';
import type { Msg } from '../../localization/localizer.ts';

/** The screen shown in the practice view. `resume` temporarily replaces `coach`. */
export type Screen = 'coach' | 'document' | 'resume';

/** What the `ip-app` element provides to its views. */
export interface AppHost {
  readonly client: InterviewPrep;
  readonly storage: KeyValueStore;
  readonly session: SessionController;
  readonly msg: Msg;
  readonly locale: string;
  /** Whether the page may still name its job. */
  readonly awaited: boolean | undefined;
  readonly shadowRoot: ShadowRoot | null;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  dispatchEvent(event: Event): boolean;
  addEventListener(type: string, listener: (event: Event) => void, options?: AddEventListenerOptions): void;
  /** Forgets the chat stored in this browser and shows the start screen. */
  reset(): void;
  /** Tries again to start, after a failure. */
  openSession(): Promise<void>;
  /** Focuses the element with which the candidate continues. */
  focus(): void;
}

/** What the practice view provides to its child views. They do not know each other. */
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
  /** Sends a message as the candidate. */
  send(text: string): void;
  /** Switches to another screen; `prepId` selects a preparation document. */
  show(screen: Screen, prepId?: string): void;
  focus(): void;
}

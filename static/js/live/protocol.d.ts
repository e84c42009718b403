/**
 * Written by `python manage.py write_protocol` from the classes of the messages; a test fails when it is stale.
 * `docs/protocol.md` says the same in words. Times are milliseconds since 1970.
 */

/** What the host chooses; durations are seconds, `reveal` for each photo in it. `code_alone`: when the letters open the room without a link. `scores_at_once`: whether a photo's own player is told its score before the reveal. `programme`: "classic" (copy alone), "mixed", or the kinds of its rounds in turn, with commas between them. `classic_parts`: whether eyes and mouth alone count, whatever else a picture asks for. `teams`: how many play against each other, or 0. */
export interface RoomSettings {
  rounds: number;
  get_ready: number;
  capture: number;
  judging: number;
  reveal: number;
  max_players: number;
  spectators: boolean;
  locked: boolean;
  code_alone: "lobby" | "always" | "never";
  approve_photos: boolean;
  stage_sound: boolean;
  scores_at_once: boolean;
  programme: string;
  classic_parts: boolean;
  teams: 0 | 2 | 3 | 4;
}

export interface DeckView {
  id: string;
  name: string;
}

/** A picture to copy. Openness is 0 (shut) to 1 (wide open). `parts`, where there are any, is what counts besides: smile and brows from 0 to 1 (big, up), tilt and turn of the head from -1 (your own right) to 1 (left). */
export interface PromptView {
  id: string;
  title: string;
  picture: string;
  left_eye: number;
  right_eye: number;
  mouth: number;
  parts?: Record<string, number>;
}

/** A frame of a photo that holds several, by its number from 0, and how close it came to the face of that number. */
export interface FrameView {
  number: number;
  percent: number;
}

/** A photo as a card or a vote shows it; `overlay` as in `Judged`, or only the face's `frame`. Where the photo is a sheet, 4 `frames` wide and 2 high, a card tells of those that hold something. */
export interface ShotView {
  take: string;
  seat: string;
  photo?: string;
  percent?: number;
  overlay: Record<string, Array<[number, number]>>;
  frames: Array<FrameView>;
}

/** What can be chosen: a prompt, a photo, or only words. `seat` is whom it is about. */
export interface OptionView {
  id: string;
  words: string;
  prompt?: PromptView;
  shot?: ShotView;
  seat?: string;
}

/** What the room is asked in a `turn`, about the photo `about` if there is one; so many (`picks`) options make a choice. Who has chosen is in each seat's `doing`; what, and which options are `right`, is told in the reveal alone: `ballots` by seat. */
export interface VoteView {
  turn: number;
  question: string;
  options: Array<OptionView>;
  picks: number;
  about?: ShotView;
  right: Array<string>;
  ballots: Record<string, Array<string>>;
}

/** A person's place. `doing` tells what the round waits for: posing, sent, done, voting, voted, or resting. `role` is what everybody may know of what the person does in this round, in its kind's word. Who has `played` may take over from a host who is away. `team` is the number of theirs, if the room has teams. */
export interface SeatView {
  id: string;
  nickname: string;
  avatar: string;
  connected: boolean;
  host: boolean;
  plays: boolean;
  doing: "posing" | "sent" | "done" | "voting" | "voted" | "resting";
  role?: string;
  takes: number;
  points: number;
  played: boolean;
  team?: number;
}

/** One part of a score: what was read, what was wanted (0..1, or from -1 as in `PromptView`), its cost in percentage points; words without numbers, and the numbers. */
export interface PartView {
  read: number;
  wanted: number;
  cost: number;
  words: string;
  digits: string;
}

/** What became of a photo. `code` is "scored", "judging" or a refusal's code; the overlay's points are 0 to 1. */
export interface Judged {
  code: string;
  message: string;
  percent?: number;
  points: number;
  photo?: string;
  parts: Record<string, PartView>;
  overlay: Record<string, Array<[number, number]>>;
  note?: string;
}

/** Points beside those of a photo, and what for, in words. */
export interface AwardView {
  words: string;
  points: number;
}

/** What a seat reached in a round; `code` may also be "no_photo". `withdrawn`: its owner took the photo down. `points` are all that the round gave, with the `awards` among them. `prompt` is what the photo copied, where not everybody copied the same. */
export interface ResultView extends Judged {
  seat: string;
  withdrawn: boolean;
  take?: string;
  place?: number;
  awards: Array<AwardView>;
  prompt?: PromptView;
}

/** What the reveal shows together for `lasts` milliseconds: the results of these seats, or the standings. `show` names how a kind draws it otherwise: with these `shots` in their order, a prompt, and `words` about them. */
export interface CardView {
  seats: Array<string>;
  lasts: number;
  show: string;
  shots: Array<ShotView>;
  prompt?: PromptView;
  words: string;
}

/** The best photo that a guest sent in a game, with its contours as in `Judged`. */
export interface BestView {
  photo: string;
  percent: number;
  overlay: Record<string, Array<[number, number]>>;
}

/** A place. On the podium `best` is there for the first three, where they let their photos be shown. */
export interface StandingView {
  seat: string;
  points: number;
  place: number;
  best?: BestView;
}

/** A team, its number and its name. Its `points` are the mean of its members' in each round, those of the round that is being revealed (`gain`) among them; equals share a place. */
export interface TeamView {
  team: number;
  name: string;
  points: number;
  gain: number;
  place: number;
}

/** A title won over the whole game, e.g. "Mighty mouth". */
export interface Superlative {
  title: string;
  seat: string;
  value: string;
  photo?: string;
}

/** The public side of a room: what every phone, spectator and stage may know at this version. `cards` follow each other in a reveal and end together at its deadline. `code_opens`: whether the five letters alone, without the link's key, let a stranger in now. `programme`: the kind of each round, as it is or would be if the game began now. `kind` and `turn` say where the round is, `explanation` what it is about, when that has to be said; `lasts` is how many milliseconds the phase has in all. `prompt` is what everybody copies, the first of `prompts` where there are several; a face that only some may see is in their own `you`. `votes`: the one that goes on, or in a reveal those that were. `faces`: in the lobby, those that guests have made for the others to copy, by seat and in the order made. */
export interface RoomView {
  code: string;
  version: number;
  phase: "lobby" | "get_ready" | "capture" | "judging" | "vote" | "reveal" | "podium";
  game: number;
  round: number;
  rounds: number;
  paused: boolean;
  phase_started_at?: number;
  deadline?: number;
  time_left?: number;
  host?: string;
  second_host?: string;
  host_gone_at?: number;
  settings: RoomSettings;
  has_password: boolean;
  code_opens: boolean;
  deck: DeckView;
  programme: Array<string>;
  kind: string;
  turn: number;
  explanation?: string;
  lasts?: number;
  prompt?: PromptView;
  prompts: Array<PromptView>;
  votes: Array<VoteView>;
  faces: Record<string, PromptView>;
  seats: Record<string, SeatView>;
  results: Record<string, ResultView>;
  cards: Array<CardView>;
  standings: Record<string, StandingView>;
  teams: Array<TeamView>;
  superlatives: Record<string, Superlative>;
}

/** Somebody who was removed, and can be let back in. */
export interface RemovedView {
  seat: string;
  nickname: string;
  avatar: string;
}

/** A photo that waits for the host's word, which `moderate` says; its link opens for who hosts and nobody else. `reports` guests want it gone, `hidden` until the host decides; with none, it was held back until it is shown. */
export interface HeldView {
  take: string;
  seat: string;
  preview: string;
  reports: number;
  hidden: boolean;
}

/** Your part in the vote that goes on: what you have chosen so far, and what you cannot choose (`barred`). */
export interface OwnVote {
  choice: Array<string>;
  barred: Array<string>;
}

/** One of your own photos in this round. Before the reveal it has no numbers unless the room `scores_at_once`: only `advice` what to do better, and whether it is the `best` of yours so far. */
export interface TakeView extends Judged {
  id: string;
  number: number;
  advice?: string;
  best: boolean;
}

/** What only you may know: your seat, and your takes of this turn of the round. An owner may always `take_over`. `role` is what you do in this turn, with your `mates` in it; `prompt` is the face that you copy, where not everybody may see it, `photo` the one that you copy instead. With a `vote` you may choose. For who hosts: `stage` is the big screen's link, `to_decide` what they are asked about. For whose room it is: `removed` is who may be let back in. Who is `celebrated` lets their photos be shown after their reveal, too. */
export interface You {
  seat: string;
  host: boolean;
  owner: boolean;
  stage?: string;
  removed: Array<RemovedView>;
  to_decide: Array<HeldView>;
  role?: string;
  mates: Array<string>;
  prompt?: PromptView;
  photo?: ShotView;
  vote?: OwnVote;
  takes: Array<TakeView>;
  takes_left: number;
  done: boolean;
  celebrated: boolean;
  calibration?: Record<string, number>;
}

export interface SnapshotMessage {
  type: "snapshot";
  server_time: number;
  room: RoomView;
  you?: You;
}

/** Something to animate or announce; the patch beside it holds what changed. */
export interface Happening {
  kind: string;
  seat?: string;
  phase?: string;
}

/** `patch` leads from version - 1 to `version`. */
export interface UpdateMessage {
  type: "update";
  server_time: number;
  version: number;
  patch: Record<string, unknown>;
  events: Array<Happening>;
}

/** Replaces a `you` of an older version. Sent to one seat only. */
export interface YouMessage {
  type: "you";
  version: number;
  you: You;
}

export interface ReactionMessage {
  type: "reaction";
  seat: string;
  sticker: string;
}

/** What the live meter reads in a face: openness of each part in percent, your left eye being your own left. The tilt as in `PromptView`, in percent, too; who does not know it leaves it out. */
export interface Face {
  left_eye: number;
  right_eye: number;
  mouth: number;
  tilt?: number;
}

/** To the stage only, while people warm up or pose: the faces that they pull, by seat. Some may get lost. */
export interface PosesMessage {
  type: "poses";
  faces: Record<string, Face>;
}

/** Take this photo off the screen, wherever it is shown; the room's own view says so by an update. */
export interface PhotoGoneMessage {
  type: "photo_gone";
  take: string;
}

/** To the host's panel only: a player wants this photo looked at. */
export interface ReportedMessage {
  type: "reported";
  take: string;
}

/** People whom a face is compared with. `drawn`: characters, by the proportions of their faces. `takes_names`: whether you may name a face that nobody knows. */
export interface GalleryView {
  slug: string;
  name: string;
  drawn: boolean;
  takes_names: boolean;
}

/** How well a face was seen. Pixels between the eyes, sharpness 0 to 1, degrees that it is turned; and why nobody can tell whose it is, if so. */
export interface QualityView {
  eyes_apart: number;
  sharpness: number;
  yaw: number;
  pitch: number;
  refusal?: string;
  message?: string;
}

/** A person of the gallery. `closer_than`: of 100 strangers so many are farther away; absent where nobody can tell. `is_match`: the distance is below the bar for one and the same person. `picture` is an address. */
export interface MatchView {
  person: string;
  name: string;
  picture: string;
  distance: number;
  closer_than?: number;
  is_match: boolean;
}

/** The two people whose mixture comes closest; `share` of the first one, 0 to 1. */
export interface ParentsView {
  first: MatchView;
  second: MatchView;
  share: number;
}

/** The people who look most like the face, the best first: always at least one. `faces`: how many were seen. */
export interface LookalikeAnswer {
  gallery: GalleryView;
  quality: QualityView;
  matches: Array<MatchView>;
  parents?: ParentsView;
  faces: number;
  ms: number;
}

/** Characters, and what was learned from photos of people who resemble them. `trained`: whether it can answer. `demo`: it has learned from made-up faces around drawn characters, and from no photo of anybody. */
export interface CastView {
  slug: string;
  name: string;
  demo: boolean;
  trained: boolean;
}

/** A character, and how probable it is, 0 to 1; those of all characters sum to 1. `picture` is an address. */
export interface BarView {
  character: string;
  name: string;
  words: string;
  picture: string;
  probability: number;
}

/** What you said to an answer; `character` is your answer to "who then?" after a dislike. */
export interface SaidView {
  liked: boolean;
  character?: string;
}

/** How probable each character of a cast is, in the order in which to show it: for one visitor in ten by chance. `landmarks`: the 478 points that were seen of the face, x and y, 0 to 1; they are forgotten after a quarter of an hour. `kept`: whether you let us keep the photo to learn from it. `version`: of what was learned. */
export interface CharacterAnswer {
  cast: CastView;
  quality: QualityView;
  winner: BarView;
  bars: Array<BarView>;
  shuffled: boolean;
  version: number;
  faces: number;
  landmarks?: Array<[number, number]>;
  said?: SaidView;
  kept: boolean;
  ms: number;
}

/** A face in the photo, and who it is as far as one can tell. `box` is x, y, width and height, 0 to 1. `margin`: how much farther away the next person is. */
export interface NamedFace {
  box: [number, number, number, number];
  person?: string;
  name?: string;
  zone: "is" | "might_be" | "unknown";
  distance?: number;
  closer_than?: number;
  margin?: number;
  quality: QualityView;
}

/** Somebody of the gallery who is not in the photo. */
export interface AbsentView {
  person: string;
  name: string;
}

/** Every face of the photo, the largest first, and who is missing. */
export interface WhoAnswer {
  gallery: GalleryView;
  faces: Array<NamedFace>;
  absent: Array<AbsentView>;
  ms: number;
}

/** What the other method says of the same frames. */
export interface OtherMethodView {
  method: string;
  is_match?: boolean;
  confidence?: number;
}

/** How many frames of a clip were looked at, in how many there was a face, and in how many one that matches. */
export interface FramesView {
  sampled: number;
  with_face: number;
  matched: number;
}

/** How sharp the faces that were compared are, 0 to 1; absent where there is none. */
export interface SharpnessView {
  image?: number;
  video?: number;
}

/** A frame, `t` seconds after the first, and the confidence in its face; absent where one cannot tell. */
export interface MomentView {
  t: number;
  confidence?: number;
}

/** A cue, for fun: what was asked for in `words`, whether the clip shows it, and why. It proves nothing. `at`: seconds at which its steps were seen, up to the first that was not. */
export interface CueView {
  cue: string;
  words: string;
  verdict: "seen" | "not_seen" | "cannot_tell";
  at: Array<number>;
  reason: string;
}

/** Whether the face of a photo is one of a clip's. `is_match` is absent where nobody can tell: that is no "no". `confidence`: 0 to 1, absent where a face is missing or is seen too poorly; `reason` says it in words. `people`: how many were seen. `timeline`: the frames that were looked at; `best_frame`: the one that resembles the photo most. `cue`: there if one was asked for. */
export interface FaceMatchAnswer {
  face_found_in_image: boolean;
  face_found_in_video: boolean;
  is_match?: boolean;
  confidence?: number;
  reason: string;
  method: string;
  other: OtherMethodView;
  frames: FramesView;
  people: number;
  sharpness: SharpnessView;
  best_frame?: MomentView;
  timeline: Array<MomentView>;
  cue?: CueView;
  ms: number;
}

/** An explained score. `best_today`: the visitor's best percentage since midnight (UTC), this one with it. */
export interface PracticeAnswer {
  prompt: PromptView;
  percent: number;
  parts: Record<string, PartView>;
  reading: Record<string, unknown>;
  overlay: Record<string, Array<[number, number]>>;
  note?: string;
  best_today: number;
}

/** A guest shows everybody what a booth has answered; `kind` is the booth's name. */
export interface ShownMessage {
  type: "shown";
  seat: string;
  kind: string;
  answer: LookalikeAnswer | CharacterAnswer | WhoAnswer | FaceMatchAnswer | PracticeAnswer;
}

export interface PongMessage {
  type: "pong";
  server_time: number;
  sent: number;
}

/** `code` is stable, `message` is for the person. `re` names the message that was refused. */
export interface ErrorMessage {
  type: "error";
  code: string;
  message: string;
  re?: string;
}

/** It is over for you: removed from the room, or room or visit are erased. Do not reconnect. */
export interface ClosedMessage {
  type: "closed";
  code: string;
  message: string;
}

/** A visit as its visitor sees it. `step` of `steps`, of which `done` of `of` frames are over, and `words` for it: "2 of 3: looking for faces". `code` and `message` say why it was refused. After `ends_at` (milliseconds since 1970) nothing of it is left. */
export interface VisitView {
  id: string;
  kind: string;
  state: "waiting" | "queued" | "answered" | "refused";
  step: number;
  steps: number;
  done: number;
  of: number;
  words: string;
  options: Record<string, unknown>;
  answer?: LookalikeAnswer | CharacterAnswer | WhoAnswer | FaceMatchAnswer | PracticeAnswer;
  code?: string;
  message?: string;
  ends_at: number;
}

/** The visit as it is now: first, and at every change. */
export interface VisitMessage {
  type: "visit";
  visit: VisitView;
}

/** One photo as the host sees it, hidden or not. `waited` is from its arrival to its outcome, in ms. */
export interface PanelTake {
  id: string;
  seat: string;
  round: number;
  number: number;
  code: string;
  message: string;
  percent?: number;
  eyes?: number;
  mouth?: number;
  photo?: string;
  approved: boolean;
  hidden: boolean;
  submitted_at: number;
  waited?: number;
  reports: number;
}

/** What no other screen is told: the takes of the game being played, newest first; who was removed from the room and may be let back in; and how many photos wait to be judged in all rooms. */
export interface PanelMessage {
  type: "panel";
  takes: Array<PanelTake>;
  removed: Array<RemovedView>;
  waiting: number;
  longest_wait: number;
}

/** `url` holds the key that opens the room to others, `?k=`. */
export interface RoomCreated {
  code: string;
  url: string;
  seat: string;
}

export interface SeatTaken {
  seat: string;
}

export interface UploadTicket {
  url: string;
  fields: Record<string, string>;
  upload?: string;
}

export interface DeckRow {
  id: string;
  name: string;
  prompts: number;
}

/** Why not: a code that stays the same, and a sentence for the person. */
export interface Refusal {
  code: string;
  message: string;
}

/** Post a form with all `fields`, then the file as `file`, to `url`; then report `upload`, if there is one. */
export interface SlotTicket {
  slot: string;
  url: string;
  fields: Record<string, string>;
  upload?: string;
}

export interface VisitOpened extends VisitView {
  tickets: Array<SlotTicket>;
}

/** What a visit to a booth brings: files by slot, and whom to compare with, where there is a choice. */
export interface Needs {
  files: Array<string>;
  galleries: Array<GalleryView>;
  casts: Array<CastView>;
}

export interface BoothRow {
  kind: string;
  title: string;
  words: string;
  on: boolean;
  needs: Needs;
}

/** A photo that you let us keep. Without a `character` a host has yet to say whom it resembles. */
export interface Kept {
  id: string;
  cast: string;
  character?: string;
  at: number;
}

/** How many photos are erased, and how many versions had learned from them. */
export interface TakenBack {
  photos: number;
  versions: number;
}

/** `sent` comes back as it was; a client measures its clock's offset with it. */
export interface Ping {
  type: "ping";
  sent: number;
}

/** Ask for a snapshot: a version was missed. */
export interface Resync {
  type: "resync";
}

/** Host: begin a game. */
export interface Start {
  type: "start";
}

/** Host: stop the clock. */
export interface Pause {
  type: "pause";
}

/** Host: let the clock run again. */
export interface Resume {
  type: "resume";
}

/** Host: end this phase of this round's turn now, or only this `card` of the reveal (from 0). Does nothing if that is over already, as after a second tap. */
export interface Skip {
  type: "skip";
  phase: "get_ready" | "capture" | "judging" | "vote" | "reveal";
  round: number;
  turn?: number;
  card?: number;
}

/** Host: go to the podium now. */
export interface End {
  type: "end";
}

/** Host: from the podium back to the lobby. */
export interface Again {
  type: "again";
}

/** Host: remove a seat. Its player stays out until they are let back. */
export interface Kick {
  type: "kick";
  seat: string;
}

/** Whose room it is: let somebody who was removed sit down again. */
export interface LetBack {
  type: "let_back";
  seat: string;
}

/** Host: hand the room to another seat, to keep until they go or the owner takes it back. */
export interface NameHost {
  type: "name_host";
  seat: string;
}

/** Host: let another seat steer the room too; without a seat, nobody but the host. */
export interface NameSecondHost {
  type: "name_second_host";
  seat?: string;
}

/** Host: put a seat into another team, in the lobby. */
export interface ChangeTeam {
  type: "change_team";
  seat: string;
  team: number;
}

/** Host: change settings and deck. */
export interface Configure {
  type: "configure";
  settings: RoomSettings;
  deck: string;
}

/** Host: ask whoever has no seat for this password; blank asks for none. No screen is ever told it. */
export interface SetPassword {
  type: "set_password";
  password: string;
}

/** Host: let a photo be seen (approved) or take it off every screen (hidden). */
export interface Moderate {
  type: "moderate";
  take: string;
  approved: boolean;
  hidden: boolean;
  keep_score?: boolean;
}

/** Become the host of a room whose host has been away for a minute; its owner may at any time. */
export interface TakeOver {
  type: "take_over";
}

/** You are happy with your takes of this round. */
export interface Done {
  type: "done";
}

/** You choose these options in the vote of this round and turn, instead of what you chose before. */
export interface Vote {
  type: "vote";
  round: number;
  turn: number;
  choice: Array<string>;
}

/** Give your seat up. Joining again gives it back. */
export interface Leave {
  type: "leave";
}

/** Take part in the rounds, or only watch and host. */
export interface Play {
  type: "play";
  plays: boolean;
}

/** Let your photos be seen after their reveal too, on podium and poster, in titles and recap; or not. */
export interface Celebrate {
  type: "celebrate";
  celebrated: boolean;
}

/** Throw a sticker onto everybody's screen. */
export interface React {
  type: "react";
  sticker: "laugh" | "heart" | "fire" | "wow" | "clap";
}

/** What your face does while you warm up or pose, ten times a second at most. The stage alone is told, and nothing is kept. Whatever is too much is dropped without a word. */
export interface Pose {
  type: "pose";
  face: Face;
}

/** Between games: your own character is drawn with this face (its tilt does not count), and a round of the next game has the others copy it. It takes the place of one that you have made before. */
export interface MakeFace {
  type: "make_face";
  face: Face;
}

/** Take your face back before it is played. */
export interface DropFace {
  type: "drop_face";
}

/** Tell the host that a photo should not be here. */
export interface Report {
  type: "report";
  take: string;
}

/** Remove a seat and keep its player out of every room of this host. */
export interface Ban {
  type: "ban";
  seat: string;
}

/** Erase a person's seat and photos in this room, and what the leaderboard holds of them. */
export interface EraseSeat {
  type: "erase_seat";
  seat: string;
}

/** End the room for good and erase everything in it. */
export interface Close {
  type: "close";
}

/** A name and a face to sit down with. */
export interface Guest {
  nickname: string;
  avatar?: string;
}

export interface NewRoom extends Guest {
  plays?: boolean;
  deck?: string;
  settings?: RoomSettings;
}

export interface PhotoKind {
  content_type: "image/jpeg" | "image/png" | "image/webp" | "image/avif" | "image/gif" | "image/heic" | "image/heif";
}

export interface NewVisit extends PhotoKind {
  gallery?: string;
  cast?: string;
  prompt?: string;
  top?: number;
  tolerance?: number;
  threshold?: number;
  sharpness?: number;
  method?: "tracks" | "classic";
  cue?: "blink_left" | "blink_right" | "left_right" | "";
  clip_type?: "video/mp4" | "video/quicktime" | "video/webm" | "video/x-matroska" | "video/x-msvideo";
}

/** Whether you like the answer. `character`, after a dislike: who then, by its id in the answer. */
export interface Said {
  liked: boolean;
  character?: string;
}

/** The code of the room in which the visitor sits. */
export interface Shown {
  room: string;
}

/** Which face, counted from 0 as in the answer, is not which person. */
export interface Veto {
  face: number;
  person: string;
}

export type ServerMessage =
  | SnapshotMessage
  | UpdateMessage
  | YouMessage
  | ReactionMessage
  | PosesMessage
  | PhotoGoneMessage
  | ReportedMessage
  | ShownMessage
  | PongMessage
  | ErrorMessage
  | ClosedMessage;

export type BoothMessage =
  | VisitMessage
  | PongMessage
  | ErrorMessage
  | ClosedMessage;

export type ClientMessage =
  | Ping
  | Resync
  | Start
  | Pause
  | Resume
  | Skip
  | End
  | Again
  | Kick
  | LetBack
  | NameHost
  | NameSecondHost
  | ChangeTeam
  | Configure
  | SetPassword
  | Moderate
  | TakeOver
  | Done
  | Vote
  | Leave
  | Play
  | Celebrate
  | React
  | Pose
  | MakeFace
  | DropFace
  | Report;

export type BoothCommand =
  | Ping
  | Resync;

export type PanelCommand =
  | Ping
  | Resync
  | Start
  | Pause
  | Resume
  | Skip
  | End
  | Again
  | Kick
  | LetBack
  | NameHost
  | NameSecondHost
  | ChangeTeam
  | Configure
  | SetPassword
  | Moderate
  | Ban
  | EraseSeat
  | Close;

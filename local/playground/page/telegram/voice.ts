import { dataUrl } from "./photo-dialog.tsx";

/** A recording as a data URL, with its length in whole seconds. */
export interface Recording {
  audio: string;
  length: number;
}

export const SAMPLE_SECONDS = 3;

/**
 * Telegram's apps record Opus in Ogg, as Firefox does. Chromium's recorder only writes WebM, which Telegram never
 * sends: there the sound is written as WAV.
 */
const AS_TELEGRAM = "audio/ogg;codecs=opus";

/** A few hummed syllables. */
export async function sampleRecording(): Promise<Recording> {
  const rate = 16_000;
  const offline = new OfflineAudioContext(1, SAMPLE_SECONDS * rate, rate);
  hum(offline, offline.destination);
  return { audio: await wavOf(await offline.startRendering()), length: SAMPLE_SECONDS };
}

export async function recordMicrophone(onStart: (stop: () => void) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const from = performance.now();
  const audio = await record(stream, onStart);
  for (const track of stream.getTracks()) track.stop();
  return { audio, length: Math.max(1, Math.round((performance.now() - from) / 1000)) };
}

async function record(stream: MediaStream, onStart: (stop: () => void) => void): Promise<string> {
  const ogg = MediaRecorder.isTypeSupported(AS_TELEGRAM);
  const recorder = new MediaRecorder(stream, ogg ? { mimeType: AS_TELEGRAM } : {});
  const parts: Blob[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error("recording failed"));
  });
  recorder.start();
  onStart(() => recorder.state !== "inactive" && recorder.stop());
  await ended;
  const sound = new Blob(parts, { type: "audio/ogg" });
  if (sound.size === 0) throw new Error("nothing was recorded");
  if (ogg) return dataUrl(sound);
  const context = new AudioContext();
  const decoded = await context.decodeAudioData(await sound.arrayBuffer());
  void context.close();
  return wavOf(decoded);
}

function hum(sound: BaseAudioContext, target: AudioNode): void {
  const voice = sound.createOscillator();
  const throat = sound.createBiquadFilter();
  const volume = sound.createGain();
  voice.type = "sawtooth";
  throat.type = "bandpass";
  throat.Q.value = 4;
  volume.gain.value = 0;
  for (let syllable = 0; syllable < SAMPLE_SECONDS * 4; syllable++) {
    const at = sound.currentTime + syllable / 4;
    voice.frequency.setTargetAtTime(110 + ((syllable * 37) % 60), at, 0.03);
    throat.frequency.setTargetAtTime(500 + ((syllable * 331) % 900), at, 0.03);
    volume.gain.setTargetAtTime(syllable % 5 === 4 ? 0 : 0.5, at, 0.02);
    volume.gain.setTargetAtTime(0, at + 0.17, 0.03);
  }
  voice.connect(throat).connect(volume).connect(target);
  voice.start();
}

/** The first channel. */
function wavOf(sound: AudioBuffer): Promise<string> {
  const rate = sound.sampleRate;
  const samples = sound.getChannelData(0);
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const word = (at: number, letters: string) => {
    for (const [i, letter] of [...letters].entries()) file.setUint8(at + i, letter.charCodeAt(0));
  };
  word(0, "RIFF");
  file.setUint32(4, 36 + samples.length * 2, true);
  word(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, "data");
  file.setUint32(40, samples.length * 2, true);
  for (const [i, sample] of samples.entries())
    file.setInt16(44 + i * 2, Math.max(-1, Math.min(1, sample)) * 32767, true);
  return dataUrl(new Blob([file], { type: "audio/wav" }));
}

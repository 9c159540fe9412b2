import { QRCode } from 'antd';

/** The set-up link as a picture that authenticator apps read. Loaded only when somebody sets one up. */
export default function TotpPicture({ uri }: { uri: string }) {
  // The key beside it says the same to those who cannot see it.
  return (
    <div aria-hidden="true">
      <QRCode value={uri} type="svg" size={176} color="#000000" bgColor="#ffffff" />
    </div>
  );
}

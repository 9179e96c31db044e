import sharp from 'sharp';
import { demo } from '../harness/client.js';
import { engines } from '../harness/engines.js';
import { samples } from '../harness/samples.js';
import { startService, type Service } from '../harness/service.js';

describe.each(engines)('The whole story on %s', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(engine);
  });
  afterAll(() => service.stop());

  it('registers an account with the documents’ sample and signs it in', async () => {
    const registered = await service.http.post('/internal/register', samples.internalRegister, {
      basic: demo,
    });
    expect([registered.status, registered.body]).toEqual([
      200,
      { status: true, message: 'Account has been created' },
    ]);
    const { username, password } = samples.internalRegister;
    const signedIn = await service.http.post('/auth', { username, password });
    expect(Object.keys(signedIn.body)).toEqual(['token']);
  });

  it('signs up by SMS, proves the phone, signs in, and keeps a profile with a photo', async () => {
    const started = await service.http.post('/signup', samples.signup, { basic: demo });
    expect(started.body).toMatchObject({
      message: 'Please check your phone to complete registration',
      exp_otp: 600,
    });
    const [sms] = await service.mailbox(samples.signup.phone_number);
    const otp = /\d{6}/.exec(sms?.text ?? '')?.[0];
    const verified = await service.http.post('/signup/verify', { token: started.body['token'], otp });
    expect([verified.status, verified.body]).toEqual([
      200,
      { status: true, message: 'Account has been created' },
    ]);

    const { username, password } = samples.signup;
    const { body } = await service.http.post('/auth', { username, password, options: { nativeApp: true } });
    const bearer = String(body['token']);
    const form = new FormData();
    form.set('basic_profile', JSON.stringify(samples.basicProfile));
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    form.set('profile_img', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'image.jpg');
    const updated = await service.http.post('/update-basic-profile', form, { bearer });
    expect([updated.status, updated.body]).toEqual([
      200,
      { status: true, message: 'Success update profile' },
    ]);

    const { body: answer } = await service.http.get('/profile', { bearer });
    expect(answer['profile']).toMatchObject({
      date_of_birth: '1996-10-18',
      phone_number: '6287654321',
      phone_verified: false,
    });
    const image = await service.http.get('/profile/image/medium', { bearer });
    expect(image.headers['content-type']).toBe('image/webp');
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 240 });
  });
});

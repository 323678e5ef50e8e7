// Pictures of slides kept at hand, so that a change shows at once.

// Those ahead, and some that were on: going back is as quick.
const KEPT = 9;

export const pictureAddress = (digest, width = 1920) =>
  `/pictures/${digest}-${width}.webp`;

/**
 * Keep pictures in `box`, decoded, and show one of them: until it is ready the one
 * before stays, so that the wall is never blank between two slides.
 *
 * @returns {Function} `show(digest, ahead, words, onMissing)`; `ahead` are digests to
 *   have ready, likeliest first, and `words` stand for the picture. Without a digest
 *   nothing changes but what is at hand.
 */
export function pictureStack(box, width) {
  const pictures = new Map();
  let wanted = "";

  function fetched(digest) {
    const had = pictures.get(digest);
    // The last in the map were wanted last.
    pictures.delete(digest);
    const picture = had || made(digest);
    pictures.set(digest, picture);
    return picture;
  }

  function made(digest) {
    const picture = { image: new Image(), isReady: false };
    picture.image.className = "slide-picture";
    // A picture that becomes visible is painted whole with that frame.
    picture.image.decoding = "sync";
    picture.image.alt = "";
    picture.image.src = pictureAddress(digest, width);
    picture.decoded = picture.image.decode().then(() => {
      picture.isReady = true;
    });
    picture.decoded.catch(() => {
      picture.image.remove();
      if (pictures.get(digest) === picture) pictures.delete(digest);
    });
    box.append(picture.image);
    return picture;
  }

  function uncover({ image }, words) {
    for (const one of pictures.values()) {
      one.image.classList.toggle("slide-picture-seen", one.image === image);
      one.image.alt = one.image === image ? words : "";
    }
    const { naturalWidth: across, naturalHeight: down } = image;
    if (down) box.parentElement.style.setProperty("--shape", String(across / down));
  }

  function fetchAhead(ahead) {
    for (const digest of [...ahead].reverse()) fetched(digest);
    if (wanted) fetched(wanted);
    for (const [digest, { image }] of pictures) {
      if (pictures.size <= KEPT) return;
      if (digest === wanted || ahead.includes(digest)) continue;
      if (image.classList.contains("slide-picture-seen")) continue;
      image.remove();
      pictures.delete(digest);
    }
  }

  return function show(digest, ahead, words, onMissing) {
    wanted = digest;
    if (!digest) return fetchAhead(ahead);
    const picture = fetched(digest);
    const finish = () => {
      if (wanted !== digest) return;
      uncover(picture, words);
      fetchAhead(ahead);
    };
    if (picture.isReady) return finish();
    picture.decoded.then(finish, () => wanted === digest && onMissing(digest));
    return undefined;
  };
}

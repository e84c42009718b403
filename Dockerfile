# syntax=docker/dockerfile:1
FROM python:3.12-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt requirements-faiss.txt ./
# `--build-arg FAISS=yes` adds what looks through large galleries.
ARG FAISS
RUN /venv/bin/pip install --no-deps --require-hashes -r requirements.txt ${FAISS:+-r requirements-faiss.txt}

FROM packages AS model
# Only where this machine's mediapipe carries no face model of its own (docs/decisions/0001).
COPY animatch/model_bundle.py .
RUN mkdir /model && /venv/bin/python -c "from pathlib import Path; import model_bundle; model_bundle.provide(Path('/model'))"

FROM python:3.12-slim
# What the face mesh of newer mediapipe versions links to.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libegl1 libgles2 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin animatch \
 && install --directory --owner=animatch /data
COPY --from=packages /venv /venv
COPY --from=model /model /model
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=animatch.settings \
    DATA_DIR=/tmp/animatch
WORKDIR /app
COPY manage.py ./
COPY animatch animatch
COPY game game
COPY scoring scoring
COPY templates templates
COPY static static
ENV PUBLISHED_DIR=/app/published
RUN SECRET_KEY=signs-nothing-while-the-image-is-built python manage.py publish_static && python -m compileall -q animatch game scoring
USER 10001
EXPOSE 8000
ENTRYPOINT ["sh", "-c", "if [ -e /model/face_landmarker.task ]; then export FACE_LANDMARKER_TASK=/model/face_landmarker.task; fi; exec \"$@\"", "--"]
CMD ["python", "-m", "animatch.web"]

class Model:
    def train(self, trainer=None, **kwargs):
        self.trainer = (trainer or self._smart_load("trainer"))(overrides=kwargs)
        self.trainer.train()

class BaseTrainer:
    def train(self):
        pass

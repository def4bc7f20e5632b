network { input = image(1, 16, 16); layers = [conv(4), act, dense(10)] }

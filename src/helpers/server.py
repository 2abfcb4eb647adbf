"""The course's one setting of the Jupyter server: a message to the browser leaves at once.

``jupyter_server_config.json`` names the class; ``postBuild`` puts that file where the server looks.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The server's own connection between browser and kernel, without Nagle's algorithm (RFC 896).

    A kernel answers a moved control with two small messages, "busy" and the new figure. Nagle's algorithm holds the
    second back until the browser has acknowledged the first, which it does up to 40 ms later (RFC 1122, 4.2.3.2).
    """

    def connect(self):
        """Switch the delay off (TCP_NODELAY), then connect as ever."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()

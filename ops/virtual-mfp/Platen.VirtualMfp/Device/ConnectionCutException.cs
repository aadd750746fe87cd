namespace Platen.VirtualMfp.Device;

/// <summary>The device was told to cut the connection here.</summary>
internal sealed class ConnectionCutException() : IOException("cut as told by cutAfterBytes");

namespace Platen.Ops.Installation;

/// <summary>A command failed for a reason that its message tells whole.</summary>
internal sealed class OpsException(string message) : Exception(message);

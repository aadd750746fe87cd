namespace Platen.SiteAgent.Tests.Spool;

/// <summary>The simulated machine is off.</summary>
public sealed class PowerLostException() : IOException("The power is gone.");

namespace Platen.Ops.Installation;

/// <summary>What the virtual MFP writes into mfp.json: the ports that it listens on.</summary>
internal sealed record MfpDescription(string Address, int RawPort, int IppPort, int IppsPort, int LpdPort, int SnmpPort, int ControlPort);

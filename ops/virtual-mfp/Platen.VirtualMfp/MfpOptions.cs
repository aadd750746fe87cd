using System.Net;

namespace Platen.VirtualMfp;

/// <summary>Where the device listens and keeps its files. A port of 0 means any free one.</summary>
internal sealed record MfpOptions
{
    /// <summary>Folder of mfp.json, the page counter and out/.</summary>
    internal required string DataFolder { get; init; }

    internal IPAddress Address { get; init; } = IPAddress.Loopback;

    internal int RawPort { get; init; }

    internal int RawTlsPort { get; init; }

    internal int IppPort { get; init; }

    internal int IppsPort { get; init; }

    internal int LpdPort { get; init; }

    internal int SnmpPort { get; init; }

    internal int ControlPort { get; init; }

    /// <summary>The document formats that it takes over IPP, as media types; empty: all that it knows.</summary>
    internal IReadOnlyList<string> Formats { get; init; } = [];
}

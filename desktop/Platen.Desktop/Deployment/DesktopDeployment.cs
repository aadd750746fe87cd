namespace Platen.Desktop.Deployment;

/// <summary>What this workstation's administrator has set, checked.</summary>
internal sealed record DesktopDeployment
{
    /// <summary>Idle time where no file says one.</summary>
    public static readonly TimeSpan IdleUsual = TimeSpan.FromMinutes(30);

    /// <summary>The server's address, as it calls itself: https, with a slash at the end.</summary>
    public required Uri Server { get; init; }

    /// <summary>The OAuth client that the administrator has registered.</summary>
    public string ClientId { get; init; } = "platen-desktop";

    /// <summary>The company's own authority, PEM; null: those that the machine trusts.</summary>
    public string? CaFile { get; init; }

    /// <summary>Logged out when not used so long (AU18). The server's own limit holds besides.</summary>
    public TimeSpan Idle { get; init; } = IdleUsual;

    /// <summary>How the network is left (PR24).</summary>
    public ProxyChoice Proxy { get; init; } = ProxyChoice.System;

    /// <summary>The authority of the printer's certificate, PEM; null: <see cref="CaFile"/>.</summary>
    public string? PrinterCaFile { get; init; }

    /// <summary>The printer that documents are sent to, <c>ipps://…</c>; null: none is set.</summary>
    public Uri? Printer { get; init; }
}

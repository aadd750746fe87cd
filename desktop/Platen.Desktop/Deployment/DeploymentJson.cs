using System.Text.Json.Serialization;

namespace Platen.Desktop.Deployment;

/// <summary>A deployment file as it is written. A member that nobody knows is an error: a limit with a slip in its name must not be none.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeploymentJson
{
    /// <summary>The server's address.</summary>
    public string? Server { get; init; }

    /// <summary>The registered client.</summary>
    public string? ClientId { get; init; }

    /// <summary>PEM file of the company's authority.</summary>
    public string? CaFile { get; init; }

    /// <summary>Minutes until the logout when idle.</summary>
    public double? IdleMinutes { get; init; }

    /// <summary><c>system</c>, <c>none</c> or an address.</summary>
    public string? Proxy { get; init; }

    /// <summary>PEM file of the printer's authority.</summary>
    public string? PrinterCaFile { get; init; }

    /// <summary>The printer's address.</summary>
    public string? Printer { get; init; }
}

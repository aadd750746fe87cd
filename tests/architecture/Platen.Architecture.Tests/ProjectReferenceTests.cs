using System.Xml.Linq;

namespace Platen.Architecture.Tests;

/// <summary>Who may reference whom (the design's table), read from the project files. What is not in the table may not be referenced.</summary>
public sealed class ProjectReferenceTests
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";
    private const string Options = "Microsoft.Extensions.Options";
    private const string Injection = "Microsoft.Extensions.DependencyInjection.Abstractions";
    private const string Hosting = "Microsoft.Extensions.Hosting.Abstractions";

    private const string Orleans = "Microsoft.Orleans.Sdk";
    private const string Otlp = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Platen.Domain"] = ([], []),
        ["Platen.Protocols"] = ([], []),
        ["Platen.Pdl"] = ([], []),
        ["Platen.Contracts"] = ([], ["Google.Protobuf", "Grpc.Tools"]),
        ["Platen.Rpc"] = ([], ["Google.Protobuf", Logging, Options, Injection]),
        ["Platen.Engine.Embedded"] = ([], [Logging, Options, Injection, Hosting]),
        ["Platen.Grains.Abstractions"] = (["Platen.Domain", "Platen.Engine.Embedded"], [Orleans]),
        ["Platen.Grains"] = (["Platen.Grains.Abstractions", "Platen.Domain"], [Logging, Options, Injection, Orleans]),
        ["Platen.Store"] = (["Platen.Domain", "Platen.Grains.Abstractions"], ["Npgsql", "Dapper", Logging, Options, Injection, Hosting]),
        ["Platen.Identity"] = (["Platen.Domain"], ["System.DirectoryServices.Protocols", "Microsoft.IdentityModel.JsonWebTokens", Logging, Injection]),
        ["Platen.Mail"] = (["Platen.Domain", "Platen.Protocols"], [Logging, Options, Injection, Hosting]),
        ["Platen.Gateway"] = (["Platen.Grains.Abstractions", "Platen.Domain", "Platen.Contracts", "Platen.Rpc"], ["Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi"]),
        ["Platen.Console"] = (["Platen.Grains.Abstractions", "Platen.Domain", "Platen.Contracts", "Platen.Rpc"], ["QRCoder"]),
        ["Platen.SiteAgent"] = (
            ["Platen.Contracts", "Platen.Rpc", "Platen.Protocols", "Platen.Pdl", "Platen.Domain"],
            ["Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "Serilog", "Serilog.Sinks.Console", "Serilog.Extensions.Logging", Otlp, "QRCoder"]),
        ["Platen.Desktop"] = (["Platen.Protocols"], ["System.CommandLine", "Spectre.Console", "System.Security.Cryptography.ProtectedData"]),
        ["Platen.Silo"] = (
            ["Platen.Engine.Embedded", "Platen.Store", "Platen.Identity", "Platen.Mail", "Platen.Domain", "Platen.Grains.Abstractions", "Platen.Grains", "Platen.Gateway", "Platen.Console"],
            [
                "Serilog", "Serilog.Sinks.Console", "Serilog.Extensions.Logging", Otlp,
                "Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Connections.Security",
            ]),
    };

    private static readonly string[] MayHaveAspNet = ["Platen.Rpc", "Platen.Gateway", "Platen.Console", "Platen.SiteAgent", "Platen.Silo"];

    public static TheoryData<string> Projects => [.. Repository.Files("*.csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("ops/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_AreThoseOfTheTable(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Allowed.ShouldContainKey(name, "A new project needs a row in the table of docs/architecture and here.");
        References(path, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))).Except(Allowed[name].Projects).ShouldBeEmpty();
        References(path, "PackageReference").Except(Allowed[name].Packages).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_WithAspNet_IsOneThatMay(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var project = XDocument.Parse(Repository.Read(path));
        var sdk = project.Root!.Attribute("Sdk")!.Value;
        var hasAspNet = sdk is "Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Razor" || References(path, "FrameworkReference").Contains("Microsoft.AspNetCore.App");
        (hasAspNet && !MayHaveAspNet.Contains(name)).ShouldBeFalse($"{name} must not see ASP.NET.");
    }

    [Fact]
    public void Table_EveryRow_IsAProject() =>
        Allowed.Keys.Except(Repository.Files("*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)!)).ShouldBeEmpty();

    [Fact]
    public void Engine_OrleansAndEmbedded_AreNamedOnlyWhereTheyMay()
    {
        var offenders = Repository.Files("*.cs")
            .Where(path => path.StartsWith("grains/", StringComparison.Ordinal) || path.StartsWith("gateway/", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("Platen.Engine.Embedded", StringComparison.Ordinal) || Repository.Read(path).Contains("#if", StringComparison.Ordinal));
        offenders.ShouldBeEmpty("Grains and gateway compile against either engine, without #if.");
    }

    private static IEnumerable<string> References(string path, string element) =>
        XDocument.Parse(Repository.Read(path)).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
}

using System.Globalization;
using Platen.Domain.OpenId;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Security;

/// <summary>docs/security/authentication.md says the numbers that the code has (ASVS 6.1.1, 7.1.1, 7.1.2).</summary>
public sealed class AuthenticationDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Find());

    public static TheoryData<string, string> Rows => new()
    {
        { "failures that lock a name", Number(Usual.LockoutFailures) },
        { "minutes that it is locked", Number(Usual.Lockout.TotalMinutes) },
        { "logins a minute of one address, at each gateway", Number(new GatewayOptions().LoginsPerMinute) },
        { "devices at which one secret fails until the fleet slows down", Number(Usual.Logins.Fleet.SameSecretDevices) },
        { "failures over the fleet until it slows down", Number(Usual.Logins.Fleet.Failures) },
        { "minutes that it stays slow", Number(Usual.Logins.Fleet.Throttle.TotalMinutes) },
        { "hours that an initial password is good for", Number(Usual.Logins.InitialPasswordLife.TotalHours) },
        { "mails about locks of one user, a day", Number(LockNotices.Max) },
        { "browser", $"{Number(Usual.BrowserIdle.TotalMinutes)} | {Number(Usual.BrowserMax.TotalMinutes)}" },
        { "program (REST)", $"{Number(Usual.ProgramIdle.TotalMinutes)} | {Number(Usual.ProgramMax.TotalMinutes)}" },
        { "desktop client", $"{Number(Usual.DesktopIdle.TotalMinutes)} | {Number(Usual.DesktopMax.TotalMinutes)}" },
        { "panel", Number(Usual.PanelIdle.TotalMinutes) },
        { "personal token", $"– | up to {Number(TokenRules.LifeMax.TotalMinutes)} | {Number(TokenRules.PersonalMax)} a user" },
        { "QR code", $"– | {Number(IQrLoginGrain.LifeSeconds / 60.0)}" },
        { "login at the provider", $"– | {Number(OpenIdTicket.Lifetime.TotalMinutes)}" },
        { "mailed link, registration", $"– | {Number(Usual.Registration.LinkLife.TotalMinutes)}" },
    };

    private static Tenant Usual { get; } = new() { Id = TenantId.Parse("main"), Name = "Main" };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Tables_OfLimitsAndSessions_SayTheNumbersOfTheCode(string row, string numbers) => Lines.ShouldContain(line => line.StartsWith($"| {row} | {numbers} ", StringComparison.Ordinal), $"{row}: {numbers}");

    [Fact]
    public void FreshLogin_IsTheTimeThatTheDocumentSays() =>
        Lines.ShouldContain(line => line.Contains($"needs a login of the last {Number(FreshLogin.Max.TotalMinutes)} minutes", StringComparison.Ordinal));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"There is no Cluster.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder.FullName, "docs", "security", "authentication.md");
    }
}

using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU18: each kind of client has its own limits, and a limit that is tightened holds for sessions that run.</summary>
public sealed class SessionLimitTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        (await _branch.AnnaGrain.SetPasswordAsync("Correct-horse-7", Branch.System, None)).IsDone.ShouldBeTrue();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Session_OverItsKindsLimit_IsNone()
    {
        // mutants: IsOver takes one kind's limits for both; the limits of the login count only
        var tenant = _host.Grains.Tenant(Branch.Tenant);
        await tenant.UpdateAsync(new UpdateTenant { BrowserIdle = TimeSpan.FromMinutes(10), ProgramIdle = TimeSpan.FromHours(2) }, Branch.System, None);
        var (browser, program) = (await LogInAsync(SessionKind.Browser), await LogInAsync(SessionKind.Program));
        _host.Time.Advance(TimeSpan.FromMinutes(11));
        var sessions = _host.Grains.Session(Branch.Tenant);
        (await sessions.FindAsync(browser, None)).ShouldBeNull();
        (await sessions.FindAsync(program, None)).ShouldNotBeNull();
        await tenant.UpdateAsync(new UpdateTenant { ProgramMax = TimeSpan.FromMinutes(10) }, Branch.System, None);
        (await sessions.FindAsync(program, None)).ShouldBeNull();
    }

    private async Task<string> LogInAsync(SessionKind kind) =>
        (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "anna", Password = "Correct-horse-7", Origin = "192.0.2.9", Client = kind }, None)).Token!;
}

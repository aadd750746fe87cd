using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Gateway.Api.Tenants;

internal static class TenantEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/tenant", GetAsync).WithTags("Tenant").Describe<TenantJson>("getTenant", "The company and its policies.");
        api.MapPatch("/tenant", PatchAsync).WithTags("Tenant").Describe<TenantJson>("updateTenant", "Changes policies; what is left out stays as it is.");
        LoginPolicyEndpoints.Map(api);
        RegistrationEndpoints.Map(api);
        api.MapGet("/overview", OverviewAsync).WithTags("Tenant").Describe<OverviewJson>("getOverview", "The tenant in figures.");
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken) is { } tenant ? TypedResults.Ok(TenantJson.Of(tenant)) : ProblemAnswers.NotFound($"tenant '{caller.Tenant}'");

    private static async Task<IResult> PatchAsync(TenantJson request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var level = request.PasswordLevel is null ? (PasswordLevel?)null : input.Word<PasswordLevel>(request.PasswordLevel, "passwordLevel");
        var now = await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken);
        var credit = now is null ? null : request.Credit?.Over(now.Credit, input);
        var deviceLog = now is null ? null : request.DeviceLog?.Over(now.DeviceLog, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var command = new UpdateTenant
        {
            Name = request.Name,
            Currency = request.Currency,
            PortalAddress = request.PortalAddress,
            Language = request.Language,
            TimeZone = request.TimeZone,
            PinDigits = request.PinDigits,
            PasswordGrant = request.PasswordGrant,
            PasswordLevel = level,
            PasswordClasses = request.PasswordClasses,
            PanelIdle = Seconds(request.PanelIdleSeconds),
            BrowserIdle = Seconds(request.BrowserIdleSeconds),
            BrowserMax = Seconds(request.BrowserMaxSeconds),
            ProgramIdle = Seconds(request.ProgramIdleSeconds),
            ProgramMax = Seconds(request.ProgramMaxSeconds),
            DesktopIdle = Seconds(request.DesktopIdleSeconds),
            DesktopMax = Seconds(request.DesktopMaxSeconds),
            LockoutFailures = request.LockoutFailures,
            Lockout = Seconds(request.LockoutSeconds),
            OfflineMax = Seconds(request.OfflineMaxSeconds),
            Offline = now is null ? null : request.Offline?.Over(now.Offline),
            Alarms = now is null ? null : request.Alarms?.Over(now.Alarms),
            HeldJobsPerUserMax = request.HeldJobsPerUserMax,
            HeldBytesPerUserMax = request.HeldBytesPerUserMax,
            CopySite = request.CopySite,
            AheadJobsMax = request.AheadJobsMax,
            AheadBytesMax = request.AheadBytesMax,
            Credit = credit,
            DeviceLog = deviceLog,
            AuditKeep = request.AuditKeepDays is { } days ? TimeSpan.FromDays(days) : null,
        };
        var result = await caller.Grains.Tenant(caller.Tenant).UpdateAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> OverviewAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await caller.Grains.Lists(caller.Tenant).OverviewAsync(caller.Actor, cancellationToken) is not { } overview)
        {
            return ProblemAnswers.Of(CommandResult.Not(CommandCode.Forbidden, "The overview is of the whole company; the right to see reports is held for some sites only."));
        }

        var (held, unclaimed, printed, impressions, users, devices, stopped, agents) = overview;
        return TypedResults.Ok(new OverviewJson(held, unclaimed, printed, impressions, users, devices, stopped, agents));
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Audit;

internal static class AuditEndpoints
{
    private static readonly JsonSerializerOptions LineOptions = CreateOptions();
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync).WithTags("Audit").Describe<PageOf<AuditEntryJson>>("listAudit", "The audit log, newest first; with '?security=true' the security log.");
        api.MapGet("/audit/export", Export).WithTags("Audit").WithName("exportAudit").WithSummary("The audit log as a file, newest first: '?format=csv', 'jsonl' (JSON lines) or 'syslog' (RFC 5424); with '&security=true' the security log.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapPost("/audit/verify", VerifyAsync).WithTags("Audit").Describe<AuditStateJson>("verifyAudit", "Checks the whole audit log, and names every fault. 202: it takes longer; ask again with GET.").Produces<AuditStateJson>(StatusCodes.Status202Accepted);
        api.MapGet("/audit/verify", GetAsync).WithTags("Audit").Describe<AuditStateJson>("getAuditState", "How far a verification is, and what the last one found.");
        api.MapPost("/audit/accept-restore", AcceptRestoreAsync).WithTags("Audit").Describe("acceptAuditRestore", "Accepts that a backup of the database was put back, and what was lost with it.");
    }

    private static async Task<IResult> ListAsync(bool? security, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListAuditOfAsync(Filter(security), request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<AuditEntryJson>.From(page, AuditEntryJson.Of));
    }

    private static AuditFilter Filter(bool? security) => new() { SecurityOnly = security == true };

    private static IResult Export(string? format, bool? security, Caller caller)
    {
        Task<ResultPage<ChainedAuditEntry>> ReadAsync(PageRequest at, CancellationToken token) => caller.Grains.Lists(caller.Tenant).ListAuditOfAsync(Filter(security), at, caller.Actor, token);
        return format switch
        {
            null or "csv" => new CsvFile<ChainedAuditEntry>("audit.csv", AuditTable.Head, AuditTable.Line, ReadAsync),
            "jsonl" => new CsvFile<ChainedAuditEntry>("audit.jsonl", "", row => JsonSerializer.Serialize(AuditEntryJson.Of(row), LineOptions) + "\n", ReadAsync, "application/jsonl; charset=utf-8"),
            "syslog" => new CsvFile<ChainedAuditEntry>("audit.log", "", AuditSyslog.Line, ReadAsync, "text/plain; charset=utf-8"),
            _ => ProblemAnswers.Invalid([new InputError("'format' is csv, jsonl or syslog.", "#/format")]),
        };
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        ApiJson.Configure(options);
        return options;
    }

    private static async Task<IResult> VerifyAsync(Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var audit = caller.Grains.Audit(caller.Tenant);
        var result = await audit.VerifyAsync(caller.Actor, cancellationToken);
        if (!result.IsDone)
        {
            return ProblemAnswers.Of(result);
        }

        var until = time.GetUtcNow() + WaitMax;
        while (await audit.GetAsync(caller.Actor, cancellationToken) is { Running: not null } && time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }

        return await GetAsync(caller, cancellationToken);
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await caller.Grains.Audit(caller.Tenant).GetAsync(caller.Actor, cancellationToken) is not { } state)
        {
            return ProblemAnswers.NotFound("audit log for you");
        }

        return state.Running is null ? TypedResults.Ok(AuditStateJson.Of(state)) : TypedResults.Accepted("/api/v1/audit/verify", AuditStateJson.Of(state));
    }

    private static async Task<IResult> AcceptRestoreAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Audit(caller.Tenant).AcceptRestoreAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}

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

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync).WithTags("Audit").Describe<PageOf<AuditEntryJson>>("listAudit", "The audit log, newest first.");
        api.MapGet("/audit/export", Export).WithTags("Audit").WithName("exportAudit").WithSummary("The audit log as a file, newest first: '?format=csv', 'jsonl' (JSON lines) or 'syslog' (RFC 5424).")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapPost("/audit/verify", VerifyAsync).WithTags("Audit").Describe<AuditVerdictJson>("verifyAudit", "Checks the whole audit log, and names every fault.");
    }

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Query(caller.Tenant).ListAuditAsync(request, cancellationToken);
        return TypedResults.Ok(PageOf<AuditEntryJson>.From(page, AuditEntryJson.Of));
    }

    private static IResult Export(string? format, Caller caller)
    {
        Task<ResultPage<ChainedAuditEntry>> ReadAsync(PageRequest at, CancellationToken token) => caller.Grains.Query(caller.Tenant).ListAuditAsync(at, token);
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

    private static async Task<IResult> VerifyAsync(Caller caller, CancellationToken cancellationToken)
    {
        var breaks = await caller.Grains.Query(caller.Tenant).VerifyAuditAsync(cancellationToken);
        return TypedResults.Ok(new AuditVerdictJson(breaks.Length == 0, [.. breaks.Select(found => new AuditBreakJson(found.Chain, found.Position, found.Kind, found.Message))]));
    }
}

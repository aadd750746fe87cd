using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Audit;

namespace Platen.Gateway.Security;

/// <summary>
/// Requests that the guards refuse become entries of the audit log (LG04): one a minute for each kind, person and address, with their number, <see cref="PerMinuteMax"/> at most; what is beyond that is one entry more. So whoever is refused all
/// day fills no log, and waits for nothing.
/// </summary>
internal sealed partial class RefusalNotes(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time, ILogger<RefusalNotes> logger) : BackgroundService
{
    /// <summary>The most entries of a minute.</summary>
    public const int PerMinuteMax = IAuditGrain.RefusalsMax;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Action, string Actor, string Origin), SecurityRefusal> _noted = [];

    /// <summary>Takes note of a refused request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">One of <see cref="IAuditGrain.RefusalActions"/>.</param>
    public void Note(HttpContext context, string action)
    {
        var actor = Caller.ActorOf(context);
        var refusal = new SecurityRefusal
        {
            Action = action,
            Actor = actor.AuditName,
            Origin = actor.Origin,
            // the route, not the path and its query: those may hold codes that are secret
            Request = $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
            Count = 1,
            At = time.GetUtcNow(),
        };
        lock (_gate)
        {
            var key = (action, refusal.Actor, refusal.Origin);
            if (_noted.Count >= PerMinuteMax - 1 && !_noted.ContainsKey(key))
            {
                key = (action, "several", "");
                refusal = refusal with { Actor = "several", Origin = "" };
            }

            if (_noted.TryGetValue(key, out var known))
            {
                _noted[key] = known with { Count = known.Count + 1 };
            }
            else if (_noted.Count < PerMinuteMax + IAuditGrain.RefusalActions.Length)
            {
                _noted[key] = refusal;
            }
        }
    }

    /// <summary>Writes what was noted.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<SecurityRefusal> refusals;
        lock (_gate)
        {
            refusals = [.. _noted.Values];
            _noted.Clear();
        }

        if (!refusals.IsEmpty)
        {
            await grains.Audit(options.Value.Tenant).NoteRefusalsAsync(refusals, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FlushAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is RecordStoreUnavailableException or TimeoutException or OrleansException)
            {
                LogNotWritten(fault.Message);
            }
        }
    }

    [LoggerMessage(1545, LogLevel.Warning, "Refused requests could not be written into the audit log: {Reason}")]
    private partial void LogNotWritten(string reason);
}

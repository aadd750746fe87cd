using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Activations;
using Platen.Engine.Embedded.Requests;
using Platen.Engine.Embedded.Turns;

namespace Platen.Engine.Embedded;

/// <summary>Hosts the grains of one process.</summary>
internal sealed class GrainEngine : IDisposable
{
    private readonly FrozenDictionary<Type, GrainClass[]> _classesOf;
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _collection;
    private volatile bool _stopping;

    public GrainEngine(GrainCatalog catalog, IServiceProvider services, IOptions<EmbeddedGrainOptions> options, TimeProvider time, ILogger<GrainEngine> logger)
    {
        Catalog = catalog;
        Services = services;
        Options = options.Value;
        Time = time;
        Log = new EngineLog(logger);
        PendingCalls = new PendingCalls(time, Options.CallTimeout);
        Classes = [.. catalog.Classes.Select(type => new GrainClass(type, this))];
        _classesOf = catalog.Interfaces.ToFrozenDictionary(static type => type, type => Classes.Where(grainClass => type.IsAssignableFrom(grainClass.ClrType)).ToArray());
        Factory = new GrainFactory(this);
        Aborted = _aborted.Token;
        _collection = DetachedTimer.Create(time, static engine => ((GrainEngine)engine!).CollectIdle(), this, Options.CollectionQuantum);
    }

    public GrainCatalog Catalog { get; }

    public IServiceProvider Services { get; }

    public EmbeddedGrainOptions Options { get; }

    public TimeProvider Time { get; }

    public EngineLog Log { get; }

    public PendingCalls PendingCalls { get; }

    public GrainFactory Factory { get; }

    /// <summary>Cancelled when shut-down has taken too long.</summary>
    public CancellationToken Aborted { get; }

    private IReadOnlyList<GrainClass> Classes { get; }

    private IEnumerable<Activation> Activations => Classes.SelectMany(static grainClass => grainClass.Router.Activations);

    /// <summary>Finds the class that implements an interface.</summary>
    /// <exception cref="ArgumentException">None does, or several do.</exception>
    public GrainClass ClassOf(Type type, string? prefix)
    {
        if (!_classesOf.TryGetValue(type, out var candidates))
        {
            throw new ArgumentException($"{type} is not a grain interface of the assemblies that AddEmbeddedGrains was given.", nameof(type));
        }

        if (candidates.Length != 1 && prefix is not null)
        {
            candidates = [.. candidates.Where(candidate => candidate.ClrType.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        }

        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException($"No grain class implements {type}{(prefix is null ? "" : $" with a name starting with {prefix}")}. Give its assembly to AddEmbeddedGrains.", nameof(type)),
            _ => throw new ArgumentException($"{candidates.Length} grain classes implement {type}: {string.Join(", ", candidates.Select(static candidate => candidate.ClrType))}. Name one with grainClassNamePrefix.", nameof(type)),
        };
    }

    /// <summary>Why a new call must not start; null if it may.</summary>
    public Exception? Refuse(GrainRequest request, bool isInTurn)
    {
        if (_stopping && (!isInTurn || _aborted.IsCancellationRequested))
        {
            return new SiloUnavailableException($"The grain engine is shutting down, so {request.Method.Name} was refused.");
        }

        if (request.Depth <= Options.MaxCallDepth)
        {
            return null;
        }

        EngineInstruments.OnCallRefused(nameof(Options.MaxCallDepth));
        return new LimitExceededException(
            $"{request.Method.Name} would be call {request.Depth} of a chain of calls, and EmbeddedGrainOptions.MaxCallDepth is {Options.MaxCallDepth}. Do grains call each other in circles?");
    }

    /// <summary>Delivers a request that waited for an activation which has ended.</summary>
    public void Resend(ActivationRouter router, string key, GrainRequest request)
    {
        if (Refuse(request, isInTurn: request.Parent is not null) is { } refusal)
        {
            request.Reject(refusal);
        }
        else
        {
            router.Send(key, request);
        }
    }

    /// <summary>Refuses new calls from outside, lets running turns end with what they call, and deactivates all grains.</summary>
    /// <param name="token">Cuts it short, as the shut-down time-out does.</param>
    public async Task StopAsync(CancellationToken token)
    {
        _stopping = true;
        using var timeout = new CancellationTokenSource(Options.ShutdownTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
        try
        {
            // turns that still run may activate further grains
            while (Activations.ToList() is { Count: > 0 } running)
            {
                await EndAsync(running).WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await _aborted.CancelAsync();
            var left = Activations.Select(static activation => activation.Name).ToList();
            Log.ShutdownIncomplete(left.Count, string.Join(", ", left.Take(10)));
        }

        PendingCalls.EndAll(string.Create(CultureInfo.InvariantCulture, $"the shut-down time-out is {Options.ShutdownTimeout}."));
    }

    public void Dispose()
    {
        // the source of Aborted stays usable: a turn that outlived the shut-down may still ask for it
        _stopping = true;
        _collection.Dispose();
        PendingCalls.Dispose();
    }

    private static Task EndAsync(List<Activation> activations)
    {
        foreach (var activation in activations)
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is shutting down."), activation.Engine.Aborted);
        }

        return Task.WhenAll(activations.Select(static activation => activation.Deactivated));
    }

    private void CollectIdle()
    {
        var now = Time.GetTimestamp();
        foreach (var activation in Activations)
        {
            activation.DeactivateIfIdle(now);
        }
    }
}

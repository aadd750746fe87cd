using Orleans.Placement;

namespace Platen.Silo.Hosting;

/// <summary>Marks a grain class with <see cref="OrleansSiteAffinityStrategy"/>. <see cref="OrleansGrainPlacement"/> applies it, so that grain classes need not know where they run.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OrleansSiteAffinityAttribute(OrleansSiteScope scope) : PlacementFilterAttribute(new OrleansSiteAffinityStrategy(scope));

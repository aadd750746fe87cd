using Orleans.Runtime;
using Platen.Engine.Embedded.Activations;

namespace Platen.Engine.Embedded.Hosting;

/// <summary>Finds the activation whose turn runs.</summary>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => Activation.InTurn!;
}

using Orleans.Runtime;

namespace Platen.Engine.Embedded;

/// <summary>Grain classes or interfaces break the rules of this engine; thrown by <c>AddEmbeddedGrains</c>, with all that is wrong.</summary>
public sealed class GrainContractException : OrleansException
{
    internal GrainContractException(IReadOnlyList<string> errors)
        : base($"The grain contracts have {errors.Count} errors:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", errors)}") => Errors = errors;

    /// <summary>Each error, with the method and the type, and how to mend it.</summary>
    public IReadOnlyList<string> Errors { get; }
}

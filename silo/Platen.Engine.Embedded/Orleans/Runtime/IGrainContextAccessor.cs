namespace Orleans.Runtime;

/// <summary>Finds the activation in whose turn the calling code runs.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation; null outside of turns.</summary>
    IGrainContext GrainContext { get; }
}

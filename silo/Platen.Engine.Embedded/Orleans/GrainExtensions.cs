using Orleans.Runtime;
using Platen.Engine.Embedded.References;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>Gets a reference of the given interface to this grain; use it to pass a grain itself on.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">A grain, or a reference to one.</param>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)(object)Reference.To(grain, typeof(TGrainInterface));

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>Gets the id of a grain.</summary>
    /// <param name="grain">A grain, or a reference to one.</param>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            Reference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain inside its activation nor a reference to one.", nameof(grain)),
        };
    }

    /// <summary>Gets the key of a grain.</summary>
    /// <param name="grain">A grain, or a reference to one.</param>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();
}

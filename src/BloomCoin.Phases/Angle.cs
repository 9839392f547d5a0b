namespace BloomCoin.Phases;

/// <summary>Angles as the network counts them: from 0 up to one turn.</summary>
public static class Angle
{
    /// <summary>arg(cosine + i sine), radians in [0, 2 pi); 0 of the zero vector, which has no direction.</summary>
    public static double Of(double sine, double cosine)
    {
        var angle = Math.Atan2(sine, cosine);
        if (angle >= 0)
            return angle;
        var turned = angle + 2 * Math.PI;
        return turned < 2 * Math.PI ? turned : 0;   // an angle just below zero rounds up to a whole turn
    }
}
